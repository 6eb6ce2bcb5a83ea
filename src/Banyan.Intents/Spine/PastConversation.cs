namespace Banyan.Intents.Spine;

/// <summary>An earlier conversation, for reference only.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Day">Its day.</param>
/// <param name="Intents">Keys of the intents it used.</param>
/// <param name="Entities">Ids it spoke of.</param>
internal sealed record PastConversation(string Title, DateOnly Day, IReadOnlyList<string> Intents, IReadOnlyList<string> Entities);
