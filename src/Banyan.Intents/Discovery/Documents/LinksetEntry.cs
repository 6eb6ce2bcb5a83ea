namespace Banyan.Intents.Discovery.Documents;

/// <summary>One API of a linkset.</summary>
/// <param name="Address">Where the API is.</param>
/// <param name="Description">Where its description is; null when it does not say.</param>
/// <param name="Title">Its name, as written; null when it has none.</param>
/// <param name="Health">Path of its health; null when it does not say.</param>
internal sealed record LinksetEntry(Uri Address, Uri? Description, string? Title, string? Health);
