; Installeur de Côte à Côte pour une personne, sans droits d’administrateur.
; Compilé ici par makensis sur un dossier factice ; JAMAIS EXÉCUTÉ sous Windows.
;
;   makensis -INPUTCHARSET UTF8 -DVERSION=0.1.0 -DDOSSIER=dist\cote-a-cote -DLICENCE=LICENSE
;            -DSORTIE=dist\cote-a-cote-0.1.0-windows-x86_64.exe installateur.nsi
;
; En silence : cote-a-cote-0.1.0-windows-x86_64.exe /S [/D=C:\un\dossier]   (/D en dernier, sans guillemets)
; Désinstaller en silence : Desinstaller.exe /S ; les dossiers de la personne restent, sauf avec /DOSSIERS

Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "x64.nsh"

!define NOM "Côte à Côte"
!define CLEF "Software\Microsoft\Windows\CurrentVersion\Uninstall\cote-a-cote"

Name "${NOM}"
OutFile "${SORTIE}"
InstallDir "$LOCALAPPDATA\Programs\cote-a-cote"
InstallDirRegKey HKCU "${CLEF}" "InstallLocation"
BrandingText "${NOM} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1036 "ProductName" "${NOM}"
VIAddVersionKey /LANG=1036 "FileDescription" "Installeur de ${NOM}"
VIAddVersionKey /LANG=1036 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1036 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1036 "CompanyName" "Les auteurs de ${NOM}"
VIAddVersionKey /LANG=1036 "LegalCopyright" "Licence MIT, les auteurs de ${NOM}"

!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\cote-a-cote.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French"

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "${NOM} demande un Windows 64 bits." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ; Une copie en marche tient ses fichiers : on le dit avant d’en remplacer un seul.
  ${If} ${FileExists} "$INSTDIR\cote-a-cote.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\cote-a-cote.exe" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "Fermez ${NOM}, puis relancez l’installation." /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd

Section "!Programme"
  SetShellVarContext current
  ; Rien d’une version d’avant ne doit rester dans _internal.
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  SetOutPath "$INSTDIR"
  File /r /x portable.txt "${DOSSIER}\*"
  CreateShortCut "$SMPROGRAMS\${NOM}.lnk" "$INSTDIR\cote-a-cote.exe"
  WriteUninstaller "$INSTDIR\Desinstaller.exe"
  WriteRegStr HKCU "${CLEF}" "DisplayName" "${NOM}"
  WriteRegStr HKCU "${CLEF}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${CLEF}" "DisplayIcon" "$INSTDIR\cote-a-cote.exe"
  WriteRegStr HKCU "${CLEF}" "Publisher" "Les auteurs de ${NOM}"
  WriteRegStr HKCU "${CLEF}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${CLEF}" "UninstallString" '"$INSTDIR\Desinstaller.exe"'
  WriteRegStr HKCU "${CLEF}" "QuietUninstallString" '"$INSTDIR\Desinstaller.exe" /S'
  WriteRegDWORD HKCU "${CLEF}" "NoModify" 1
  WriteRegDWORD HKCU "${CLEF}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${CLEF}" "EstimatedSize" "$0"
SectionEnd

Section "un.Le programme" PROGRAMME
  SectionIn RO
  SetShellVarContext current
  ; Seulement ce que l’installation a mis : le dossier choisi peut contenir autre chose.
  Delete "$INSTDIR\cote-a-cote.exe"
  Delete "$INSTDIR\cote-a-cote-console.exe"
  Delete "$INSTDIR\Desinstaller.exe"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NOM}.lnk"
  DeleteRegKey HKCU "${CLEF}"
SectionEnd

Section /o "un.Les dossiers, les réglages et les données mises à jour" DOSSIERS
  RMDir /r "$LOCALAPPDATA\cote-a-cote"
SectionEnd

Function un.onInit
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DOSSIERS" $1
  ${IfNot} ${Errors}
    SectionGetFlags ${DOSSIERS} $2
    IntOp $2 $2 | ${SF_SELECTED}
    SectionSetFlags ${DOSSIERS} $2
  ${EndIf}
FunctionEnd
