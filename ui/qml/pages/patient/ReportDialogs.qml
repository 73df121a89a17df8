import QtQuick
import QtQuick.Layouts
import QtQuick.Dialogs
import TfCollab.Theme
import TfCollab.Controls

// What is asked before a report is signed, amended, exported or printed.
Item {
    id: dialogs

    function sign() {
        signing.open();
    }
    function amend() {
        reason.text = "";
        amending.open();
        reason.forceActiveFocus();
    }
    function exportTo() {
        files.open();
    }
    function printIt() {
        printing.looked = false;
        printing.found = [];
        printing.open();
        app.report.look_for_printers();
    }

    AppDialog {
        id: signing
        objectName: "signDialog"
        title: qsTr("Sign the report as %1?").arg(app.record.user)
        buttons: [
            AppButton {
                objectName: "signNow"
                kind: "primary"
                focus: true
                text: qsTr("Sign")
                onClicked: {
                    signing.close();
                    app.report.sign();
                }
            },
            AppButton {
                text: qsTr("Cancel")
                onClicked: signing.close()
            }
        ]
        AppText {
            Layout.fillWidth: true
            text: qsTr("A signed report is kept as it is. What is changed later becomes a new version, which names this one and says why.")
        }
    }
    AppDialog {
        id: amending
        objectName: "amendDialog"
        readonly property bool complete: reason.text.trim() !== ""
        function agree() {
            if (!complete)
                return;
            amending.close();
            app.report.amend(reason.text.trim());
        }
        title: qsTr("Amend the signed report")
        buttons: [
            AppButton {
                objectName: "amendNow"
                kind: "primary"
                enabled: amending.complete
                text: qsTr("Make the amendment")
                onClicked: amending.agree()
            },
            AppButton {
                text: qsTr("Cancel")
                onClicked: amending.close()
            }
        ]
        AppText {
            Layout.fillWidth: true
            text: qsTr("The amendment is made from what the exam record holds now. The reason is printed on it.")
            color: Theme.muted
        }
        Labelled {
            Layout.fillWidth: true
            label: qsTr("Why")
            AppField {
                id: reason
                objectName: "amendReason"
                Layout.fillWidth: true
                label: qsTr("Why")
                maximumLength: 300
                onAccepted: amending.agree()
            }
        }
    }
    FileDialog {
        id: files
        title: qsTr("Export the report")
        fileMode: FileDialog.SaveFile
        defaultSuffix: "pdf"
        nameFilters: [qsTr("PDF (%1)").arg("*.pdf")]
        onAccepted: app.report.export_to(String(selectedFile))
    }
    AppDialog {
        id: printing
        objectName: "printDialog"
        property bool looked: false
        property var found: []
        title: qsTr("Print the report")
        buttons: [
            AppButton {
                objectName: "printNow"
                kind: "primary"
                visible: printing.found.length > 0
                text: qsTr("Print")
                onClicked: {
                    printing.close();
                    app.report.print_on(printer.currentValue, copies.value);
                }
            },
            AppButton {
                text: printing.looked && printing.found.length === 0 ? qsTr("Close") : qsTr("Cancel")
                focus: true
                onClicked: printing.close()
            }
        ]
        AppBusy {
            Layout.fillWidth: true
            running: printing.visible && !printing.looked
        }
        AppText {
            objectName: "noPrinter"
            Layout.fillWidth: true
            visible: printing.looked && printing.found.length === 0
            text: qsTr("This computer knows no printer. Export the report, and print the file elsewhere.")
        }
        Labelled {
            Layout.fillWidth: true
            visible: printing.found.length > 0
            label: qsTr("Printer")
            AppChoice {
                id: printer
                Layout.fillWidth: true
                label: qsTr("Printer")
                model: printing.found.map(name => ({
                            "text": name,
                            "value": name
                        }))
            }
        }
        Labelled {
            visible: printing.found.length > 0
            label: qsTr("Copies")
            Segments {
                id: copies
                label: qsTr("Copies")
                value: 1
                options: [1, 2, 3].map(count => ({
                            "text": String(count),
                            "value": count
                        }))
                onChosen: value => copies.value = value
            }
        }
    }
    Connections {
        target: app.report
        function onPrintersFound(found) {
            printing.looked = true;
            printing.found = found;
        }
        function onExported(path) {
            app.told(qsTr("Exported to %1").arg(path));
        }
        function onPrinted(name) {
            app.told(qsTr("Sent to %1").arg(name));
        }
        function onSigned() {
            app.told(qsTr("The report is signed."));
        }
    }
}
