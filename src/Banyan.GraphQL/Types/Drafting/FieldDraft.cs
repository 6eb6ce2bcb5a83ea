using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Drafting;

/// <summary>A field as declared.</summary>
/// <param name="Signature">Name, arguments, type and directives, as SDL.</param>
/// <param name="Description">Null when the signature begins with it.</param>
/// <param name="Resolver">Null in a schema that is only read, never run.</param>
internal sealed record FieldDraft(string Signature, string? Description, FieldResolver? Resolver)
{
    public Dictionary<string, string> ArgumentDescriptions { get; } = new(StringComparer.Ordinal);

    public List<string> Scopes { get; } = [];

    public List<string> Directives { get; } = [];

    public string? Deprecation { get; set; }

    public int? Cost { get; set; }

    public ListSize? ListSize { get; set; }

    public bool HasOwnDeadline { get; set; }

    public bool OutlivesStopping { get; set; }

    /// <summary>Set when the signature's type is the item of a connection.</summary>
    public ConnectionParts? Connection { get; set; }

    /// <summary>The signature as read, where something has read or changed it already.</summary>
    public FieldDefinition? Node { get; set; }
}
