namespace Banyan.Gateway.Catalog.Schema;

/// <summary>Everything known of one setting: the reader, the check and the reference page stand on it alike.</summary>
/// <param name="Name">Its name as the documentation writes it; empty for the entry of a table or list.</param>
/// <param name="Kind">The form of its value.</param>
/// <param name="Default">The value when it is absent, as written in a document; empty when there is none.</param>
/// <param name="Effect">What it does, one sentence without a full stop at the end of the table cell.</param>
internal sealed record Setting(string Name, SettingKind Kind, string Default, string Effect)
{
    /// <summary>The words a <see cref="SettingKind.Word"/> may be.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Least value, in the unit of the kind (seconds, bytes, USD); null for none.</summary>
    public decimal? Least { get; init; }

    /// <summary>Greatest value; null for none.</summary>
    public decimal? Most { get; init; }

    /// <summary>Settings inside a map.</summary>
    public IReadOnlyList<Setting> Members { get; init; } = [];

    /// <summary>What every entry of a table or list is.</summary>
    public Setting? Item { get; init; }

    /// <summary>The scalar accepted in place of a map, list or item; null when there is none.</summary>
    public Setting? Short { get; init; }

    /// <summary>Whether the items of a list are told apart by their member <c>name</c> when one document is laid over another, and kept one by one; else the whole list is replaced.</summary>
    public bool IsByName { get; init; }

    /// <summary>Whether names in a table match ignoring case, <c>-</c> and <c>_</c> when two of them are compared.</summary>
    public bool HasLooseNames { get; init; }

    /// <summary>Whether it is accepted and checked without any effect so far.</summary>
    public bool IsPending { get; init; }

    /// <summary>Whether its value may hold a password and is never shown.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether a missing value is an error.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The member of a name, compared loosely; null when there is none.</summary>
    public Setting? Find(string name)
    {
        foreach (var member in Members)
        {
            if (Document.LooseName.Same(member.Name, name))
            {
                return member;
            }
        }

        return null;
    }

    public Setting Pending() => this with { IsPending = true };

    public Setting Hidden() => this with { IsHidden = true };

    public Setting Required() => this with { IsRequired = true };

    public Setting Between(decimal? least, decimal? most = null) => this with { Least = least, Most = most };
}
