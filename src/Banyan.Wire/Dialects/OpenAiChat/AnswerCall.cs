using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>One call of an answer while its pieces come in.</summary>
internal sealed class AnswerCall
{
    private readonly List<JsonText> _arguments = [];

    /// <summary>Position among the opened calls; negative until it opens.</summary>
    public int Position { get; private set; } = -1;

    public string? Id { get; set; }

    public JsonText? Name { get; set; }

    public HubSignature? Signature { get; set; }

    /// <summary>Whether the arguments told so far are one JSON object, or nothing at all.</summary>
    public bool IsWhole => JsonArguments.ToObject(JsonText.Join([.. _arguments])) is not null;

    /// <summary>Takes a piece of the arguments and passes it on once the name is known.</summary>
    public void Take(JsonText piece, int choice, int next, List<HubEvent> events)
    {
        if (!piece.IsEmpty)
        {
            _arguments.Add(piece);
        }

        if (Position >= 0)
        {
            Tell(piece, choice, events);
        }
        else if (Name is { IsEmpty: false } name)
        {
            Position = next;
            events.Add(new HubCallStart(choice, Position, Id, name, Signature));
            Tell(JsonText.Join([.. _arguments]), choice, events);
        }
    }

    private void Tell(JsonText piece, int choice, List<HubEvent> events)
    {
        if (!piece.IsEmpty)
        {
            events.Add(new HubCallDelta(choice, Position, piece));
        }
    }
}
