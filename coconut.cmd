@echo off
rem Starts the command line of coconut4j on Windows, as the script coconut does elsewhere; that script explains the variables.
rem What is not told apart here: whether a person watches (no progress bars), and sweeps on Spark, which need a shell.
setlocal EnableExtensions DisableDelayedExpansion

set "home=%~dp0"
if "%home:~-1%"=="\" set "home=%home:~0,-1%"
set "work=%home%\target\coconut"
set "main=io.github.coconut4j.cli.Main"
if not defined COCONUT_HEAP set "COCONUT_HEAP=2g"
if not defined COCONUT_OFFHEAP set "COCONUT_OFFHEAP=8g"
if not defined COCONUT_BACKEND set "COCONUT_BACKEND=cpu"

echo %COCONUT_HEAP%| findstr /r /i /x "[1-9][0-9]*[kmg]" >nul || (
  echo coconut: COCONUT_HEAP must be a size such as 2g or 512m, not "%COCONUT_HEAP%">&2
  exit /b 2
)
echo %COCONUT_OFFHEAP%| findstr /r /i /x "[1-9][0-9]*[kmg]" >nul || (
  echo coconut: COCONUT_OFFHEAP must be a size such as 2g or 512m, not "%COCONUT_OFFHEAP%">&2
  exit /b 2
)
set "cuda="
if /i "%COCONUT_BACKEND%"=="cuda" (
  set "cuda=-Dcuda"
  set "work=%work%\cuda"
) else if /i not "%COCONUT_BACKEND%"=="cpu" (
  echo coconut: COCONUT_BACKEND is cpu or cuda, not %COCONUT_BACKEND%>&2
  exit /b 2
)

if defined JAVA_HOME (set "java=%JAVA_HOME%\bin\java.exe") else (set "java=java.exe")
if defined JAVA_HOME if not exist "%java%" (
  echo coconut: JAVA_HOME is %JAVA_HOME%, where there is no bin\java.exe: set it to a JDK of version 17 or newer>&2
  exit /b 2
)
set "version="
for /f tokens^=2^ delims^=^" %%v in ('call "%java%" -version 2^>^&1') do if not defined version set "version=%%v"
if not defined version (
  echo coconut: no Java found: install a JDK of version 17 or newer ^(for example from https://adoptium.net^)>&2
  exit /b 2
)
for /f "delims=.-+" %%m in ("%version%") do set "major=%%m"
if %major% LSS 17 (
  echo coconut: %java% is older than Java 17: install a JDK of version 17 or newer, or set JAVA_HOME to one>&2
  exit /b 2
)

if exist "%home%\lib\" (
  set "jars=%home%\lib\*"
  goto start
)
set "jars=%work%\jars\*"
if not exist "%work%\jars\examples.jar" (call :build || exit /b 3)
rem Sources newer than the build, where PowerShell can tell.
for /f %%s in ('powershell -NoProfile -Command "$b=(Get-Item -LiteralPath $env:work\jars\examples.jar).LastWriteTime; if (Get-ChildItem -LiteralPath $env:home -Recurse -File -Include *.java,pom.xml | Where-Object { $_.FullName -notmatch 'target' -and $_.LastWriteTime -gt $b } | Select-Object -First 1) { 'old' }" 2^>nul') do (call :build || exit /b 3)

:start
"%java%" -Xlog:disable -Xlog:all=error:stderr -Xmx%COCONUT_HEAP% -XX:+UseSerialGC -Djava.awt.headless=true ^
 -Dorg.bytedeco.javacpp.maxbytes=%COCONUT_OFFHEAP% -Dorg.bytedeco.javacpp.maxphysicalbytes=0 ^
 -Dcoconut.interactive=false "-Dcoconut.home=%home%" %COCONUT_JAVA_OPTS% -cp "%jars%" %main% %*
exit /b %ERRORLEVEL%

:build
echo building coconut4j ^(what is missing is downloaded, some 300 MB the first time^)...>&2
if not exist "%work%" mkdir "%work%"
pushd "%home%"
rem A folder of jars: a command line on Windows has no room for a class path of all of them.
if exist "%work%\jars" rmdir /s /q "%work%\jars"
call mvnw.cmd -B -q -Dmaven.test.skip -Dmaven.compiler.failOnWarning=false %cuda% -pl examples -am package dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=%work%\jars" >"%work%\build.log" 2>&1
set "built=%ERRORLEVEL%"
popd
if not "%built%"=="0" (
  echo coconut: the build failed; all of its messages are in %work%\build.log>&2
  exit /b 3
)
copy /y "%home%\examples\target\examples.jar" "%work%\jars" >nul
exit /b 0
