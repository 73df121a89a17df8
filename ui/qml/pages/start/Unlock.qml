import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// The exam record is there, and locked.
Card {
    id: card

    readonly property bool working: app.record.state === "working"

    function unlock() {
        if (name.text.trim() !== "" && passphrase.text !== "" && !working) {
            app.record.unlock(name.text, passphrase.text);
            passphrase.text = "";
        }
    }

    title: qsTr("Unlock the exam record")
    Component.onCompleted: name.forceActiveFocus()
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Your name")
        AppField {
            id: name
            objectName: "name"
            Layout.fillWidth: true
            label: qsTr("Your name")
            enabled: !card.working
            onAccepted: passphrase.forceActiveFocus()
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Passphrase")
        AppField {
            id: passphrase
            objectName: "passphrase"
            Layout.fillWidth: true
            label: qsTr("Passphrase")
            echoMode: TextInput.Password
            enabled: !card.working
            onAccepted: card.unlock()
        }
    }
    AppButton {
        objectName: "unlock"
        Layout.fillWidth: true
        kind: "primary"
        text: card.working ? qsTr("One moment …") : qsTr("Unlock")
        enabled: !card.working && name.text.trim() !== "" && passphrase.text !== ""
        onClicked: card.unlock()
    }
    AppButton {
        objectName: "unlockByKeyring"
        Layout.fillWidth: true
        visible: app.access.remembered.includes(name.text.trim())
        enabled: !card.working
        text: qsTr("Unlock by the keyring of this computer")
        onClicked: app.record.unlock_by_keyring(name.text)
    }
    AppButton {
        objectName: "forgotten"
        Layout.alignment: Qt.AlignRight
        kind: "quiet"
        enabled: !card.working
        text: qsTr("Passphrase forgotten …")
        onClicked: recovering.ask(name.text)
    }
    Recover {
        id: recovering
    }
}
