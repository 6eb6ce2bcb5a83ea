namespace Banyan.Cli.Http;

/// <summary>One name a caller may ask for.</summary>
/// <param name="Id">The name.</param>
/// <param name="OwnedBy">The provider, or <c>banyan</c> for an alias.</param>
internal sealed record ModelRow(string Id, string OwnedBy);
