namespace Banyan.Gateway.Tools.Settings;

/// <summary>A database that may be read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="ConnectionRef">Reference of the connection string (a login that can only read), or of the file's path.</param>
/// <param name="Tables">Its tables and their columns that may be read.</param>
/// <param name="Description">What is in it, for the model.</param>
public sealed record DataSource(string Name, string Kind, string ConnectionRef, IReadOnlyDictionary<string, IReadOnlyList<string>> Tables, string? Description);
