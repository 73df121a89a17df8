import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// A new passphrase by the recovery key, which is replaced by a new one.
AppDialog {
    id: dialog

    readonly property bool longEnough: passphrase.text.length >= 12
    readonly property bool same: passphrase.text === again.text
    readonly property bool complete: name.text.trim() !== "" && key.text.trim() !== "" && longEnough && same

    function ask(who) {
        name.text = who;
        key.text = passphrase.text = again.text = "";
        open();
        (who === "" ? name : key).forceActiveFocus();
    }
    function recover() {
        if (!complete)
            return;
        app.record.recover(name.text, key.text, passphrase.text);
        key.text = passphrase.text = again.text = "";
        close();
    }

    objectName: "recoverDialog"
    title: qsTr("A new passphrase by the recovery key")
    buttons: [
        AppButton {
            objectName: "recoverNow"
            kind: "primary"
            enabled: dialog.complete
            text: qsTr("Set the new passphrase")
            onClicked: dialog.recover()
        },
        AppButton {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        }
    ]
    AppText {
        Layout.fillWidth: true
        color: Theme.muted
        text: qsTr("The recovery key was written down when the exam record was made. It works once: a new one is shown afterwards.")
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Your name")
        AppField {
            id: name
            objectName: "recoverName"
            Layout.fillWidth: true
            label: qsTr("Your name")
            onAccepted: key.forceActiveFocus()
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Recovery key")
        AppField {
            id: key
            objectName: "recoverKey"
            Layout.fillWidth: true
            label: qsTr("Recovery key")
            onAccepted: passphrase.forceActiveFocus()
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("New passphrase")
        note: qsTr("At least 12 characters: a few words are easy to remember.")
        wrong: passphrase.text !== "" && !dialog.longEnough
        AppField {
            id: passphrase
            objectName: "recoverPassphrase"
            Layout.fillWidth: true
            label: qsTr("New passphrase")
            echoMode: TextInput.Password
            onAccepted: again.forceActiveFocus()
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Passphrase again")
        note: again.text !== "" && !dialog.same ? qsTr("The two are not the same.") : ""
        wrong: true
        AppField {
            id: again
            objectName: "recoverAgain"
            Layout.fillWidth: true
            label: qsTr("Passphrase again")
            echoMode: TextInput.Password
            onAccepted: dialog.recover()
        }
    }
}
