import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// One measurement: its time, its quality with the reasons, and the verdict.
Rectangle {
    id: row

    required property var modelData
    readonly property bool rejected: modelData.verdict === "rejected"

    implicitHeight: column.implicitHeight + Theme.gap * 1.5
    radius: Theme.radius
    color: Theme.raised
    Accessible.role: Accessible.ListItem
    Accessible.name: figure.text + ", " + eye.text

    ColumnLayout {
        id: column
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            margins: Theme.gap
        }
        spacing: 2
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap
            AppText {
                text: row.modelData.number
                color: Theme.faint
            }
            AppText {
                id: figure
                text: Words.breakupTime(row.modelData.time) || qsTr("nothing measured")
                font.pixelSize: Theme.large
                font.weight: Font.DemiBold
                font.strikeout: row.rejected
                color: row.rejected ? Theme.faint : row.modelData.time && row.modelData.time.kind === "measured" ? Theme.broken : Theme.text
            }
            AppText {
                Layout.fillWidth: true
                text: Words.interval(row.modelData)
                color: Theme.muted
                font.pixelSize: Theme.small
            }
            AppText {
                id: eye
                text: row.modelData.eye === "unknown" ? "" : row.modelData.eye
                color: Theme.accent
            }
        }
        AppText {
            Layout.fillWidth: true
            font.pixelSize: Theme.small
            color: Theme.muted
            text: {
                const parts = [];
                if (row.modelData.verdict === "accepted")
                    parts.push(qsTr("accepted"));
                if (row.rejected)
                    parts.push(qsTr("rejected: %1").arg(Words.said(row.modelData.reason)));
                parts.push(Words.endReason(row.modelData.endReason));
                if (row.modelData.belowCutoff === true)
                    parts.push(qsTr("below the DEWS cut-off"));
                return parts.filter(part => part).join(" · ");
            }
        }
        AppButton {
            objectName: "review" + row.modelData.number
            Layout.alignment: Qt.AlignRight
            visible: row.modelData.recording !== ""
            text: qsTr("Review")
            Accessible.name: qsTr("Review measurement %1").arg(row.modelData.number)
            onClicked: app.navigation.show("Review", {
                "recording": row.modelData.recording,
                "title": app.exam.subject,
                "measurement": row.modelData.measurement
            })
        }
        AppText {
            Layout.fillWidth: true
            visible: row.modelData.reasons.length > 0
            font.pixelSize: Theme.small
            color: Theme.warning
            text: qsTr("Quality: %1").arg(row.modelData.reasons.map(Words.said).join("; "))
        }
    }
}
