namespace Banyan.Intents.Memory;

/// <summary>A thing a conversation spoke of.</summary>
/// <param name="Kind">As <c>order</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Label">Words that name it; empty when not known.</param>
/// <param name="IsOwned">Whether it was proved to be the person's.</param>
/// <param name="At">When it was last spoken of.</param>
public sealed record KeptEntity(string Kind, string Id, string Label, bool IsOwned, DateTimeOffset At);
