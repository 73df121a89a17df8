import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// One visit: its recordings, each with its times, to be opened in the review.
Card {
    id: card

    required property var modelData
    required property int index
    readonly property string when: modelData.at || qsTr("Day %1").arg(modelData.day)

    objectName: "visit" + index
    title: when
    spacing: Theme.gap
    AppText {
        Layout.fillWidth: true
        visible: card.modelData.recordings.length === 0
        text: qsTr("Nothing was recorded.")
        color: Theme.faint
    }
    Repeater {
        model: card.modelData.recordings
        AppButton {
            id: row
            required property var modelData
            required property int index
            readonly property string times: modelData.times.length > 0 ? modelData.times.map(Words.breakupTime).join(",  ") : qsTr("no time counts")
            readonly property string notes: [modelData.excluded > 0 ? qsTr("%1 left out").arg(modelData.excluded) : "", modelData.corrected ? qsTr("corrected") : "", modelData.interrupted ? qsTr("recording broke off") : "", modelData.acceptable ? "" : qsTr("quality in doubt")].filter(part => part).join("  ·  ")
            objectName: "recording" + card.index + "_" + index
            Layout.fillWidth: true
            implicitHeight: Math.max(Theme.target, content.implicitHeight + Theme.gap * 1.5)
            text: modelData.eye === "unknown" ? qsTr("Eye not named") : modelData.eye
            Accessible.name: qsTr("Review %1, recording %2: %3").arg(text).arg(modelData.number).arg(times)
            Accessible.description: notes
            onClicked: app.navigation.show("Review", {
                "recording": modelData.id,
                "title": app.patient.name + "  ·  " + card.when
            })
            contentItem: RowLayout {
                id: content
                spacing: Theme.pad
                AppText {
                    Layout.preferredWidth: 72 * Theme.scale
                    text: row.text + "  " + row.modelData.number
                    font.weight: Font.DemiBold
                    color: Theme.accent
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0
                    AppText {
                        Layout.fillWidth: true
                        text: row.times
                        elide: Text.ElideRight
                        wrapMode: Text.NoWrap
                    }
                    AppText {
                        Layout.fillWidth: true
                        visible: text !== ""
                        text: row.notes
                        font.pixelSize: Theme.small
                        color: Theme.muted
                        elide: Text.ElideRight
                        wrapMode: Text.NoWrap
                    }
                }
                AppText {
                    text: qsTr("%1 s").arg(row.modelData.durationS.toFixed(1))
                    font.pixelSize: Theme.small
                    color: Theme.muted
                    wrapMode: Text.NoWrap
                }
                AppText {
                    text: qsTr("Review")
                    color: Theme.muted
                    wrapMode: Text.NoWrap
                }
            }
        }
    }
    AppButton {
        id: said
        readonly property string told: SheetWords.summary(app.visit.said[card.modelData.id])
        objectName: "said" + card.index
        Layout.fillWidth: true
        visible: app.record.mayExamine
        text: qsTr("Questionnaires and notes")
        implicitHeight: Math.max(Theme.target, saidRow.implicitHeight + Theme.gap * 1.5)
        Accessible.name: qsTr("Questionnaires and notes of %1").arg(card.when)
        Accessible.description: told
        onClicked: app.navigation.show("Visit", {
            "patient": app.patient.id,
            "visit": card.modelData.id,
            "when": card.when
        })
        contentItem: RowLayout {
            id: saidRow
            spacing: Theme.pad
            AppText {
                text: said.text
                color: Theme.muted
                wrapMode: Text.NoWrap
            }
            AppText {
                objectName: "saidTold" + card.index
                Layout.fillWidth: true
                text: said.told
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
            }
        }
    }
}
