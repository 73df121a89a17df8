import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls
import "patient"

// The report on a visit or on all of them: made, looked at page by page, signed, amended, exported and printed.
FocusScope {
    id: page

    readonly property bool wide: width >= 1000 * Theme.scale

    Component.onCompleted: app.patient.refresh()

    ScrollPane {
        id: pane
        anchors {
            fill: parent
            leftMargin: Theme.pad
            rightMargin: Theme.pad
            topMargin: Theme.pad
            bottomMargin: Theme.gap
        }
        GridLayout {
            id: grid
            width: pane.width
            columns: page.wide ? 2 : 1
            columnSpacing: Theme.pad
            rowSpacing: Theme.pad
            PatientBar {
                Layout.fillWidth: true
                Layout.columnSpan: page.wide ? 2 : 1
                page: "Report"
            }
            ScrollPane {
                Layout.fillWidth: !page.wide
                Layout.fillHeight: page.wide
                Layout.preferredWidth: 360 * Theme.scale
                Layout.maximumWidth: page.wide ? 360 * Theme.scale : -1
                contentHeight: controls.implicitHeight
                ColumnLayout {
                    id: controls
                    width: parent.width
                    spacing: Theme.pad
                    ReportSubject {
                        Layout.fillWidth: true
                    }
                    ReportState {
                        id: held
                        Layout.fillWidth: true
                        focus: true
                        onAsksToSign: dialogs.sign()
                        onAsksToAmend: dialogs.amend()
                        onAsksToExport: dialogs.exportTo()
                        onAsksToPrint: dialogs.printIt()
                    }
                }
            }
            Item {
                Layout.fillWidth: true
                Layout.fillHeight: page.wide
                Layout.preferredHeight: page.wide ? -1 : Math.max(320 * Theme.scale, page.height * 0.85)
                ReportPreview {
                    id: preview
                    objectName: "preview"
                    anchors {
                        fill: parent
                        bottomMargin: Theme.target + Theme.gap
                    }
                    AppText {
                        anchors.centerIn: parent
                        width: parent.width - 2 * Theme.pad
                        horizontalAlignment: Text.AlignHCenter
                        visible: app.report.pages.length === 0 && app.report.work === ""
                        color: Theme.muted
                        text: Visits.all.length === 0 && app.patient.state === "ready" ? qsTr("No visit yet: there is nothing to report on.") : qsTr("The pages of the report are shown here.")
                    }
                }
                RowLayout {
                    anchors {
                        left: parent.left
                        right: parent.right
                        bottom: parent.bottom
                    }
                    height: Theme.target
                    spacing: Theme.gap
                    Segments {
                        label: qsTr("Size of the pages")
                        value: preview.whole
                        options: [
                            {
                                "text": qsTr("Width"),
                                "value": false
                            },
                            {
                                "text": qsTr("Whole page"),
                                "value": true
                            }
                        ]
                        onChosen: value => preview.whole = value
                    }
                    Item {
                        Layout.fillWidth: true
                    }
                    AppText {
                        objectName: "reportWork"
                        visible: app.report.work !== ""
                        color: Theme.muted
                        wrapMode: Text.NoWrap
                        text: {
                            const words = {
                                "reading": qsTr("Looking for the report"),
                                "drafting": qsTr("Making the report"),
                                "drawing": qsTr("Drawing the pages"),
                                "signing": qsTr("Signing"),
                                "exporting": qsTr("Exporting"),
                                "printing": qsTr("Printing")
                            }[app.report.work] ?? "";
                            return app.report.progress >= 0 ? qsTr("%1: %2 %").arg(words).arg(Math.round(100 * app.report.progress)) : words;
                        }
                    }
                    AppBusy {
                        Layout.preferredWidth: 80
                        running: app.report.work !== ""
                    }
                    AppButton {
                        objectName: "stopReport"
                        visible: ["drafting", "signing", "drawing", "printing"].includes(app.report.work)
                        text: qsTr("Cancel")
                        onClicked: app.report.stop()
                    }
                }
            }
        }
    }
    // by itself, because what is in the layout has its height from its width
    Binding {
        target: grid
        property: "height"
        value: page.wide ? Math.max(pane.height, 520 * Theme.scale) : grid.implicitHeight
    }
    ReportDialogs {
        id: dialogs
    }
}
