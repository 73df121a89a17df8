import QtQuick
import QtQuick.Controls.Basic
import TfCollab.Theme

// label: its accessible name, and shown by Labelled.
TextField {
    id: field

    property string label: ""
    property bool wrong: false

    implicitHeight: Theme.target
    implicitWidth: 260 * Theme.scale
    font.pixelSize: Theme.body
    color: Theme.text
    placeholderTextColor: Theme.faint
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    selectByMouse: true
    leftPadding: Theme.gap * 1.5
    rightPadding: Theme.gap * 1.5
    verticalAlignment: TextInput.AlignVCenter
    Accessible.name: label || placeholderText
    // Qt hides the name of a field for secrets as it hides what is typed there
    Accessible.description: echoMode === TextInput.Password ? label : ""
    background: Rectangle {
        radius: Theme.radius
        color: field.enabled ? Theme.surface : Theme.raised
        border.width: field.wrong ? 2 : 1
        border.color: field.wrong ? Theme.danger : Theme.fieldRule
        FocusRing {
            visible: field.activeFocus
        }
    }
}
