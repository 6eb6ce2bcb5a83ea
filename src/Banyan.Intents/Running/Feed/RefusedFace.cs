namespace Banyan.Intents.Running.Feed;

/// <summary>A message was refused before anything ran.</summary>
/// <param name="Reason">A code as <c>denied_subject</c>, or plain words.</param>
internal sealed record RefusedFace(string Reason);
