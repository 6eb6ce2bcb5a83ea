namespace Banyan.Intents.Spine;

/// <summary>Counts what people ask for, for the migration board. Implemented by Migration; the flow of a message calls it once, when its plan is accepted.</summary>
internal interface IDemand
{
    /// <summary>Counts one message. Keeps key words of what nothing could do, never a text. Returns at once.</summary>
    /// <param name="subject">Who asked.</param>
    /// <param name="intents">Keys of the intents the plan names, each once.</param>
    /// <param name="unmet">Parts of the message that no intent could do.</param>
    void Asked(Subject subject, IReadOnlyCollection<string> intents, IReadOnlyCollection<string> unmet);
}
