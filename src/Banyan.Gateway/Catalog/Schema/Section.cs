using System.Globalization;
using Banyan.Gateway.Catalog.Document;

namespace Banyan.Gateway.Catalog.Schema;

/// <summary>A bound part of the configuration, read by name; what is absent has the schema's default. Asking for a name the schema does not know is a bug.</summary>
internal sealed class Section(Setting setting, ConfigNode? node, ConfigPlace place)
{
    /// <summary>Where it stands, or would stand.</summary>
    public ConfigPlace Place => node?.Place ?? place;

    /// <summary>The bound node; null when it is absent.</summary>
    public ConfigNode? Node => node;

    /// <summary>Whether it is a scalar in place of a map.</summary>
    public bool IsShort => node?.Kind == ConfigNodeKind.Scalar;

    /// <summary>The scalar that stands in its place.</summary>
    public string ShortText => node?.Text ?? "";

    public bool Has(string name) => node?.Find(name) is not null;

    public ConfigPlace PlaceOf(string name) => node?.Find(name)?.Place ?? Place.Member(name);

    public Section Sub(string name) => new(Known(name), node?.Find(name), PlaceOf(name));

    /// <summary>The text of a member; its default when absent, which may be empty.</summary>
    public string Text(string name) => node?.Find(name)?.Text ?? Known(name).Default;

    /// <summary>The text of a member; null when absent or empty.</summary>
    public string? TextOrNull(string name) => Text(name) is { Length: > 0 } text ? text : null;

    public bool Flag(string name) => Quantity.TryFlag(Text(name), out var value) && value;

    public int Whole(string name) => WholeOrNull(name) ?? 0;

    public int? WholeOrNull(string name) => Quantity.TryWhole(Text(name), out var value) ? (int)Math.Min(value, int.MaxValue) : null;

    public decimal Number(string name) => NumberOrNull(name) ?? 0;

    public decimal? NumberOrNull(string name) => Quantity.TryNumber(Text(name), out var value) ? value : null;

    public TimeSpan Duration(string name) => DurationOrNull(name) ?? TimeSpan.Zero;

    public TimeSpan? DurationOrNull(string name) => Quantity.TryDuration(Text(name), out var value) ? value : null;

    public long Size(string name) => Quantity.TrySize(Text(name), out var value) ? value : 0;

    /// <summary>A word in the form the schema writes it.</summary>
    public string Word(string name) => Known(name).Words.FirstOrDefault(word => string.Equals(word, Text(name), StringComparison.OrdinalIgnoreCase)) ?? Text(name);

    /// <summary>The texts of a list, each with its place; one text alone is a list of one.</summary>
    public IReadOnlyList<ConfigNode> Texts(string name) => node?.Find(name) switch
    {
        null => [],
        { Kind: ConfigNodeKind.List } list => list.Items,
        var single => single.Text.Length > 0 ? [single] : [],
    };

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<Section> Items(string name)
    {
        var item = Known(name).Item!;
        return [.. Texts(name).Select(entry => new Section(item, entry, entry.Place))];
    }

    /// <summary>The entries of a table, by name in ordinal order, so that the order written does not matter.</summary>
    public IReadOnlyList<(string Name, Section Value)> Entries(string name)
    {
        var item = Known(name).Item!;
        return [.. (node?.Find(name)?.Members ?? []).OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => (member.Name, new Section(item, member.Value, member.Value.Place)))];
    }

    private Setting Known(string name) =>
        setting.Members.FirstOrDefault(member => member.Name == name) ?? throw new KeyNotFoundException(string.Create(CultureInfo.InvariantCulture, $"No setting {setting.Name}.{name}"));
}
