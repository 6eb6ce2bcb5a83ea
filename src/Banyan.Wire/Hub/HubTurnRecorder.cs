using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>Notes the signatures of an answer and what its caller will hear of it, so that they are found again by what the caller gives back (S3).</summary>
/// <remarks>For writers of wires without a place for signatures. Notes nothing where there is no seal.</remarks>
internal sealed class HubTurnRecorder(AnswerFacts facts)
{
    private readonly List<HubTurnMark> _marks = [];
    private readonly List<JsonText> _said = [];
    private readonly List<(JsonText Name, JsonRaw Arguments)> _calls = [];
    private int _thought;

    /// <summary>Takes a piece of text the caller hears.</summary>
    public void Said(JsonText text)
    {
        if (facts.Seal is not null && !text.IsEmpty)
        {
            _said.Add(text.Keep());
        }
    }

    /// <summary>Takes a piece of reasoning the caller hears.</summary>
    public void Thought(JsonText text)
    {
        if (facts.Seal is not null)
        {
            _thought += text.ToString().Length;
        }
    }

    /// <summary>Takes the end of a block of reasoning.</summary>
    public void Thought(HubThoughtEnd end)
    {
        if (facts.Seal is null)
        {
            return;
        }

        _marks.Add(new HubTurnMark(IsCall: false, (_said.Count > 0 ? 1 : 0) + _calls.Count, _thought, end.IsRedacted, end.Signature?.Value, end.Id));
        _thought = 0;
    }

    /// <summary>Takes a call the caller hears.</summary>
    public void Called(HubCallStart call, JsonRaw arguments)
    {
        if (facts.Seal is null)
        {
            return;
        }

        if (call.Signature is { } signature)
        {
            _marks.Add(new HubTurnMark(IsCall: true, _calls.Count, 0, IsRedacted: false, signature.Value, Id: null));
        }

        _calls.Add((call.Name, arguments));
    }

    /// <summary>Keeps the signatures of the turn, if it has any, in its place and by itself.</summary>
    /// <param name="before">The conversation the answer goes on with; read only when there is something to keep.</param>
    public void Keep(Func<IEnumerable<HubTurn>> before)
    {
        if (facts.Seal is not { } seal || !_marks.Exists(mark => mark.Value is not null))
        {
            return;
        }

        if (_thought > 0)
        {
            Thought(new HubThoughtEnd(0, Signature: null, IsRedacted: false));
        }

        var turn = HubTurnKey.Of(JsonText.Join([.. _said]), _calls);
        var signatures = new HubSignature(facts.Issuer, HubTurnMark.Pack(_marks));
        seal.Remember(HubTurnKey.InPlace(HubTurnKey.After(HubTurnKey.Of(before()), turn)), signatures);
        seal.Remember(HubTurnKey.Alone(turn), signatures);
    }
}
