import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// What is asked before the passphrase is changed, or the keyring switched on.
Item {
    function change() {
        old.text = "";
        fresh.clear();
        changing.begin();
        old.forceActiveFocus();
    }
    function remember() {
        proof.text = "";
        remembering.begin();
        proof.forceActiveFocus();
    }

    FormDialog {
        id: changing
        objectName: "passphraseForm"
        form: app.access
        title: qsTr("Change the passphrase of %1").arg(app.record.user)
        complete: old.text !== "" && fresh.complete
        saveText: qsTr("Change it")
        saveName: "keepPassphrase"
        onSave: app.access.change_passphrase(old.text, fresh.text)
        onClosed: {
            old.text = "";
            fresh.clear();
        }
        Labelled {
            Layout.fillWidth: true
            label: qsTr("Passphrase until now")
            AppField {
                id: old
                objectName: "oldPassphrase"
                Layout.fillWidth: true
                label: qsTr("Passphrase until now")
                echoMode: TextInput.Password
                onAccepted: fresh.begin()
            }
        }
        PassphrasePair {
            id: fresh
            Layout.fillWidth: true
            onAccepted: changing.agree()
        }
        AppText {
            Layout.fillWidth: true
            color: Theme.muted
            text: qsTr("Nothing is encrypted anew. Backups that were made before open with the passphrase of that time.")
        }
    }
    FormDialog {
        id: remembering
        objectName: "keyringForm"
        form: app.access
        title: qsTr("Unlock by the keyring of this computer")
        complete: proof.text !== ""
        saveText: qsTr("Switch it on")
        saveName: "keepKeyring"
        onSave: app.access.remember(proof.text)
        onClosed: proof.text = ""
        AppText {
            Layout.fillWidth: true
            text: qsTr("Whoever is in this account of the computer gets into the record as %1 from now on, without a passphrase. Only on a computer that others cannot use.").arg(app.record.user)
        }
        Labelled {
            Layout.fillWidth: true
            label: qsTr("Passphrase of %1").arg(app.record.user)
            AppField {
                id: proof
                objectName: "keyringPassphrase"
                Layout.fillWidth: true
                label: qsTr("Passphrase of %1").arg(app.record.user)
                echoMode: TextInput.Password
                onAccepted: remembering.agree()
            }
        }
    }
}
