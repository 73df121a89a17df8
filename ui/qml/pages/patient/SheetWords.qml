pragma Singleton
import QtQuick
import TfCollab.Theme

// Words for questionnaires. The questions themselves are not printed: a clinic shows the forms that it has.
QtObject {
    // question: from 1 on
    function question(instrument, question) {
        const named = ({
                "DEQ-5": [qsTr("Discomfort, how often"), qsTr("Discomfort, how intense"), qsTr("Dryness, how often"), qsTr("Dryness, how intense"), qsTr("Watery eyes, how often")],
                "SPEED": [1, 2, 3, 4].map(symptom => qsTr("Symptom %1, how often").arg(symptom)).concat([1, 2, 3, 4].map(symptom => qsTr("Symptom %1, how severe").arg(symptom)))
            })[instrument];
        return named ? question + ".  " + named[question - 1] : qsTr("Question %1").arg(question);
    }

    // scored: {score, band, missing}; largest: as text
    function result(scored, largest) {
        if (!scored.score)
            return qsTr("no score: answers are missing");
        return qsTr("%1 of %2: %3").arg(scored.score).arg(largest).arg(Words.said(scored.band));
    }

    // what was said in a visit: {scores, notes}
    function summary(said) {
        if (!said)
            return "";
        const scores = said.scores.map(one => one.score ? qsTr("%1 %2 (%3)").arg(one.instrument).arg(one.score).arg(Words.said(one.band)) : qsTr("%1 without a score").arg(one.instrument));
        const notes = said.notes === 0 ? [] : [said.notes === 1 ? qsTr("1 note") : qsTr("%1 notes").arg(said.notes)];
        return scores.concat(notes).join("  ·  ");
    }
}
