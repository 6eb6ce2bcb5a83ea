namespace Banyan.Intents.Running.Feed;

/// <summary>A run began, or goes on after a yes.</summary>
/// <param name="RunId">The run.</param>
internal sealed record RunStartedFace(string RunId);
