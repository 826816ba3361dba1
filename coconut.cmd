@echo off
rem Starts the command line of coconut4j on Windows, as the script coconut does elsewhere; that script explains the variables.
rem What is left out here: whether a person watches (no progress bars), the archive of loaded classes, and Spark, which needs a shell.
setlocal EnableExtensions DisableDelayedExpansion

rem Not "home": names have no letter case here, and HOME is one that other programs know.
set "root=%~dp0"
if "%root:~-1%"=="\" set "root=%root:~0,-1%"
set "work=%root%\target\coconut"
set "main=io.github.coconut4j.cli.Main"
set "distribution="
if exist "%root%\lib\" set "distribution=true"
set "needed=a JDK of version 17 or newer"
if defined distribution set "needed=a Java runtime of version 17 or newer"

if not defined COCONUT_HEAP set "COCONUT_HEAP=2g"
if not defined COCONUT_OFFHEAP set "COCONUT_OFFHEAP=8g"
if not defined COCONUT_BACKEND set "COCONUT_BACKEND=cpu"
call :check_size COCONUT_HEAP || exit /b 2
call :check_size COCONUT_OFFHEAP || exit /b 2

if not "%root:;=%"=="%root%" (
  set "sentence=%root% has a semicolon in its name, which a class path cannot have; move the checkout"
  goto refuse
)
set "cuda="
if "%COCONUT_BACKEND%"=="cuda" (
  set "cuda=-Dcuda"
  set "work=%work%\cuda"
) else if not "%COCONUT_BACKEND%"=="cpu" (
  set "sentence=COCONUT_BACKEND is cpu or cuda, not %COCONUT_BACKEND%"
  goto refuse
)

rem Sentences are set in quotes: a folder such as "Program Files (x86)" would end a block that it stands in without.
if defined JAVA_HOME (set "java=%JAVA_HOME%\bin\java.exe") else (set "java=java.exe")
if defined JAVA_HOME if not exist "%java%" (
  set "sentence=JAVA_HOME is %JAVA_HOME%, where there is no bin\java.exe: set it to %needed%"
  goto refuse
)
if not defined JAVA_HOME where java.exe >nul 2>&1 || (
  set "sentence=no Java found: install %needed% (for example from https://adoptium.net)"
  goto refuse
)
set "version="
for /f tokens^=2^ delims^=^" %%v in ('call "%java%" -version 2^>^&1 ^| findstr version') do if not defined version set "version=%%v"
if not defined version (
  set "sentence=%java% does not run: install %needed%, or set JAVA_HOME to one"
  goto refuse
)
for /f "delims=.-+" %%m in ("%version%") do set "major=%%m"
if %major% LSS 17 (
  set "sentence=%java% is older than Java 17: install %needed%, or set JAVA_HOME to one"
  goto refuse
)

if "%~1"=="dist" goto dist
if defined distribution (
  set "jars=%root%\lib\*"
  if not defined cuda goto start
  if exist "%root%\lib\nd4j-cuda-*" goto start
  set "sentence=this distribution was made for the CPU; coconut dist with COCONUT_BACKEND=cuda makes one for GPUs"
  goto refuse
)
set "jars=%work%\jars\*"
set "old="
if not exist "%work%\jars\examples.jar" set "old=true"
rem Sources newer than the build, where PowerShell can tell.
if not defined old for /f %%s in ('powershell -NoProfile -Command "$built=(Get-Item -LiteralPath $env:work\stamp).LastWriteTime; if (Get-ChildItem -LiteralPath $env:root -Recurse -File | Where-Object { $_.LastWriteTime -gt $built -and $_.FullName.Substring($env:root.Length) -match '\\src\\main\\|\\pom\.xml$|\\\.mvn\\' -and $_.FullName.Substring($env:root.Length) -notmatch '\\target\\' } | Select-Object -First 1) { 'old' }" 2^>nul') do set "old=true"
if not defined old goto start
call :build || exit /b

:start
"%java%" -Xlog:disable -Xlog:all=error:stderr -Xmx%COCONUT_HEAP% -XX:+UseSerialGC -Djava.awt.headless=true ^
 -Dorg.bytedeco.javacpp.maxbytes=%COCONUT_OFFHEAP% -Dorg.bytedeco.javacpp.maxphysicalbytes=0 ^
 -Dcoconut.interactive=false "-Dcoconut.home=%root%" %COCONUT_JAVA_OPTS% -cp "%jars%" %main% %*
exit /b %ERRORLEVEL%

rem One zip for machines like this one, with everything but Java.
:dist
if defined distribution (
  set "sentence=this is a distribution already; dist makes one from the sources"
  goto refuse
)
if not "%~2"=="" (
  set "sentence=dist takes no arguments"
  goto refuse
)
call :maven -B -q -Dmaven.test.skip -Dmaven.compiler.failOnWarning=false %cuda% -Pdist -pl examples -am package 1>&2 || (
  set "sentence=the build failed"
  call :say
  exit /b 3
)
for %%z in ("%root%\examples\target\coconut4j-*.zip") do echo %%~fz
exit /b 0

:build
"%java%" --list-modules | findstr /b "jdk.compiler" >nul || (
  set "sentence=%java% is a runtime without compiler: install a JDK of version 17 or newer, or set JAVA_HOME to one"
  goto refuse
)
if not exist "%work%" mkdir "%work%" 2>nul
(type nul >"%work%\stamp") 2>nul || (
  set "sentence=this checkout is not built for you yet, and %root% is not yours to build in: let its owner run coconut --version, or take a copy of your own"
  goto refuse
)
echo building coconut4j (what is missing is downloaded, some 300 MB the first time)...>&2
set "commit=unknown"
for /f %%c in ('git -C "%root%" describe --always --dirty "--abbrev=40" --exclude "*" 2^>nul') do set "commit=%%c"
rem A folder of jars: a command line on Windows has no room for a class path of all of them.
if exist "%work%\jars" rmdir /s /q "%work%\jars"
call :maven -B -q -Dcoconut.commit=%commit% -Dmaven.test.skip -Dmaven.compiler.failOnWarning=false %cuda% -pl examples -am package dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=%work%\jars" >"%work%\build.log" 2>&1 || (
  findstr /l /b /c:"[ERROR]" "%work%\build.log" 1>&2
  set "sentence=the build failed; all of its messages are in %work%\build.log"
  call :say
  exit /b 3
)
copy /y "%root%\examples\target\examples.jar" "%work%\jars" >nul
exit /b

rem The wrapper where it works, else an installed Maven.
:maven
pushd "%root%"
call mvnw.cmd --version >nul 2>&1 && set "mvn=mvnw.cmd" || set "mvn=mvn.cmd"
where %mvn% >nul 2>&1 || (
  echo Maven cannot be downloaded by mvnw.cmd (no network?^) and none is installed.>&2
  popd
  exit /b 3
)
call %mvn% %*
set "code=%ERRORLEVEL%"
popd
exit /b %code%

rem The name of a variable. Its value may hold any sign, so it is expanded late.
:check_size
setlocal EnableDelayedExpansion
set "value=!%~1!"
set "digits=!value:~0,-1!"
set "unit=!value:~-1!"
set "sentence=%~1 must be a size such as 2g or 512m, not "!value!""
if not defined digits goto refuse
if "!digits:~0,1!"=="0" goto refuse
for /f "eol=0 delims=0123456789" %%r in ("!digits!") do goto refuse
set "sentence=%~1 must lie between 64m and 16384g, not "!value!""
if not "!digits:~7!"=="" set "digits=9999999"
if /i "!unit!"=="g" if !digits! LEQ 16384 exit /b 0
if /i "!unit!"=="m" if !digits! GEQ 64 exit /b 0
if /i "!unit!"=="k" if !digits! GEQ 65536 exit /b 0
goto refuse

:say
setlocal EnableDelayedExpansion
echo coconut: !sentence!>&2
exit /b 0

:refuse
call :say
exit /b 2
