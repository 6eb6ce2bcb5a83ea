namespace Banyan.Intents.Settings;

/// <summary>What the host knows and the configuration does not.</summary>
/// <param name="Folder">Relative files of the configuration stand below it.</param>
/// <param name="IsDemo">Whether it runs with <c>--demo</c>: a typed e-mail is an identity, loopback only.</param>
/// <param name="Node">This node's name, for journals.</param>
public sealed record IntentHosting(string Folder, bool IsDemo, string Node);
