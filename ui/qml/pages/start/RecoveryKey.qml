import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// Shown once, after the exam record was made.
Card {
    title: qsTr("Write down the recovery key")
    note: qsTr("It opens the exam record when the passphrase is forgotten. It is shown only now, and kept nowhere. Put it where you keep papers that matter.")
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: key.implicitHeight + 2 * Theme.pad
        radius: Theme.radius
        color: Theme.raised
        border.color: Theme.accent
        TextEdit {
            id: key
            objectName: "recoveryKey"
            anchors {
                left: parent.left
                right: parent.right
                verticalCenter: parent.verticalCenter
                margins: Theme.pad
            }
            text: app.record.recoveryKey
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentText
            font.pixelSize: Theme.large
            font.family: "monospace"
            wrapMode: TextEdit.WrapAnywhere
            readOnly: true
            selectByMouse: true
            activeFocusOnTab: true
            Accessible.name: qsTr("Recovery key")
            FocusRing {
                visible: key.activeFocus
            }
        }
    }
    AppSwitch {
        id: sure
        objectName: "written"
        Layout.fillWidth: true
        text: qsTr("I have written it down")
    }
    AppButton {
        objectName: "goOnFromKey"
        Layout.fillWidth: true
        kind: "primary"
        text: qsTr("Go on")
        enabled: sure.checked
        onClicked: app.record.written_down()
    }
}
