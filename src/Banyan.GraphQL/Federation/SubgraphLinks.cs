using System.Globalization;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;
using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Federation;

/// <summary>What a subgraph's SDL links: the lowest version of federation that has every directive used, those directives, and its own that composition keeps.</summary>
/// <param name="Minor">The second number of federation 2's version.</param>
/// <param name="Imports">Names of federation's directives that are used, in order.</param>
/// <param name="Composed">Own directives by name, with the specification each belongs to.</param>
internal sealed record SubgraphLinks(int Minor, IReadOnlyList<string> Imports, IReadOnlyList<(string Name, string Url)> Composed)
{
    public static SubgraphLinks Of(SchemaParts parts, SchemaDraft draft)
    {
        var used = parts.Applied().Where(one => FederationDirectives.Has(one.Directive.Name)).ToArray();
        (string Name, string Url)[] composed =
        [
            .. draft.DirectiveDefinitions.Where(own => own.ComposeUrl is not null).Select(own => (Sdl.Directive(own.Definition, [])!.Name.Text, own.ComposeUrl!)),
        ];
        var names = used.Select(one => one.Directive.Name).Concat(composed.Length > 0 ? ["composeDirective"] : []);
        var minor = used.Select(one => FederationDirectives.Minor(one.Location, one.Directive)).Append(composed.Length > 0 ? 1 : 0).Max();
        return new SubgraphLinks(minor, [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], composed);
    }

    /// <summary>The directives that stand on the schema.</summary>
    public IEnumerable<AppliedDirective> Directives() =>
    [
        Link(string.Create(CultureInfo.InvariantCulture, $"https://specs.apollo.dev/federation/v2.{Minor}"), Imports),
        .. Composed.GroupBy(own => own.Url, StringComparer.Ordinal).Select(group => Link(group.Key, group.Select(own => own.Name))),
        .. Composed.Select(own => new AppliedDirective("composeDirective", [FederationDirectives.Argument("name", Text($"@{own.Name}"))])),
    ];

    private static AppliedDirective Link(string url, IEnumerable<string> names)
    {
        StringValue[] imports = [.. names.Select(name => Text($"@{name}"))];
        var address = FederationDirectives.Argument("url", Text(url));
        return new AppliedDirective("link", imports.Length == 0 ? [address] : [address, FederationDirectives.Argument("import", new ListValue(SourceSpan.None, imports))]);
    }

    private static StringValue Text(string text) => new(SourceSpan.None, text, isBlock: false);
}
