namespace Banyan.Gateway.Tools.Settings;

/// <summary>The service behind <c>web_search</c>.</summary>
/// <param name="Endpoint">Its address; <c>{query}</c> stands for the words, else they are the parameter <c>q</c>.</param>
/// <param name="KeyRef">Reference of its key; null for none.</param>
/// <param name="KeyHeader">The header the key goes in; <c>Authorization</c> carries it as a bearer token.</param>
/// <param name="ResultPath">Where the list of results stands in its answer, as <c>web.results</c>.</param>
public sealed record WebSearchSettings(string Endpoint, string? KeyRef, string KeyHeader, string ResultPath);
