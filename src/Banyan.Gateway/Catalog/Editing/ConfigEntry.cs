using Banyan.Gateway.Catalog.Document;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>A part of the configuration that is kept in the database.</summary>
/// <param name="Section">The section, as the schema writes it.</param>
/// <param name="Name">The entry of <c>providers</c>, <c>models</c>, <c>aliases</c> or <c>intents.backends</c>; empty for any other section, which is one entry.</param>
/// <param name="Value">JSON, as a document would write it: an object of settings but for sections that are lists. Never a secret: only where one lies.</param>
/// <param name="Revision">Counts up with every change, from 1.</param>
public sealed record ConfigEntry(string Section, string Name, string Value, int Revision)
{
    /// <summary>Its path, as problems name it.</summary>
    public string Path => Name.Length == 0 ? Section : ConfigPlace.Join(Section, Name);

    /// <summary>Whether it is the entry of that name.</summary>
    public bool Is(string section, string name) => string.Equals(Section, section, StringComparison.Ordinal) && string.Equals(Name, name, StringComparison.Ordinal);
}
