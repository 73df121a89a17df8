import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// A backup is opened by what opened the record when it was made.
AppDialog {
    id: dialog

    property string folder: ""
    readonly property bool complete: name.text.trim() !== "" && passphrase.text !== ""

    function ask(chosen) {
        folder = chosen;
        name.text = app.record.user;
        passphrase.text = "";
        open();
        (name.text === "" ? name : passphrase).forceActiveFocus();
    }
    function check() {
        if (!complete)
            return;
        app.backup.check(folder, name.text, passphrase.text);
        passphrase.text = "";
        close();
    }

    objectName: "backupLogin"
    title: qsTr("Who could open the record then?")
    buttons: [
        AppButton {
            objectName: "checkNow"
            kind: "primary"
            enabled: dialog.complete
            text: qsTr("Check")
            onClicked: dialog.check()
        },
        AppButton {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        }
    ]
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Name")
        AppField {
            id: name
            objectName: "backupName"
            Layout.fillWidth: true
            label: qsTr("Name")
            onAccepted: passphrase.forceActiveFocus()
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Passphrase of that time")
        AppField {
            id: passphrase
            objectName: "backupPassphrase"
            Layout.fillWidth: true
            label: qsTr("Passphrase of that time")
            echoMode: TextInput.Password
            onAccepted: dialog.check()
        }
    }
}
