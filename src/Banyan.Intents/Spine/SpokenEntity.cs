namespace Banyan.Intents.Spine;

/// <summary>A thing a conversation spoke of.</summary>
/// <param name="Kind">As <c>order</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Label">Words that name it, as <c>desk</c>; empty when not known.</param>
/// <param name="IsOwned">Whether it was proved to be the caller's.</param>
/// <param name="At">When it was last spoken of.</param>
internal sealed record SpokenEntity(string Kind, string Id, string Label, bool IsOwned, DateTimeOffset At);
