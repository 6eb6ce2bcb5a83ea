namespace Banyan.Gateway.Completions;

/// <summary>A place in the list of completions, which begins with the newest.</summary>
/// <param name="At">When the one that stands there arrived.</param>
/// <param name="Id">Its id.</param>
public sealed record CompletionPlace(DateTimeOffset At, Guid Id);
