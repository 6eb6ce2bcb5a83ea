namespace Banyan.Gateway.Catalog.Secrets;

/// <summary>A provider's key whose last value is in use because it can't be read now.</summary>
/// <param name="Provider">Whose.</param>
/// <param name="Key">Its name.</param>
/// <param name="Problem">Why, without the value.</param>
internal sealed record UnreadSecret(string Provider, string Key, string Problem);
