/** Makes a site of the project's Markdown pages: CommonMark does the pages, what is here the way from one to another. */
package io.github.coconut4j.site;
