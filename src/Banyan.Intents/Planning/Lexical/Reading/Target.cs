namespace Banyan.Intents.Planning.Lexical.Reading;

/// <summary>A thing a message names or means.</summary>
/// <param name="Kind">As <c>order</c>.</param>
/// <param name="Id">Its id, as the backends write it.</param>
/// <param name="Place">Where it stands in the message; -1 when it comes from the conversation.</param>
internal sealed record Target(string Kind, string Id, int Place);
