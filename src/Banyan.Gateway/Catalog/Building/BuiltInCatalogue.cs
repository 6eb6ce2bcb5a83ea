using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>The providers and models that come with Banyan, read once from the files embedded in it. A mistake in them is a bug and throws.</summary>
internal sealed class BuiltInCatalogue
{
    private static readonly Lazy<BuiltInCatalogue> Loaded = new(() => new BuiltInCatalogue());

    private static readonly Setting TemplateShape = Shape.Map(
        "",
        "A built-in provider",
        Shape.Word("kind", "", "", [.. DialectNames.Kinds]).Required(),
        Shape.Texts("otherNames", ""),
        Shape.Address("baseUrl", "", ""),
        Shape.Flag("needsKey", true, ""),
        Shape.Word("trust", "external", "", "internal", "external"),
        Shape.Flag("declaredModelsOnly", false, ""),
        Shape.Texts("dialects", ""),
        Shape.Table("quirks", "", Shape.Text("", "", "")));

    private static readonly Setting ModelsShape = Shape.Map("", "", Shape.Text("asOf", "", ""), Shape.Table("models", "", ModelSettings.Model));

    private BuiltInCatalogue()
    {
        Templates = [.. Files("Providers").Select(file => ReadTemplate(file.Name, file.Text)).OrderBy(template => template.Name, StringComparer.Ordinal)];
        Models = Files("Models").ToFrozenDictionary(file => file.Name, file => ReadModels(file.Text), StringComparer.Ordinal);
    }

    public static BuiltInCatalogue Instance => Loaded.Value;

    public IReadOnlyList<ProviderTemplate> Templates { get; }

    /// <summary>Models by the template they belong to.</summary>
    public FrozenDictionary<string, IReadOnlyList<BuiltInModel>> Models { get; }

    /// <summary>Finds a template by its name or another it goes by, compared loosely.</summary>
    public ProviderTemplate? Find(string name) =>
        Templates.FirstOrDefault(template => LooseName.Same(template.Name, name) || template.OtherNames.Any(other => LooseName.Same(other, name)));

    private static IEnumerable<(string Name, string Text)> Files(string folder)
    {
        var assembly = typeof(BuiltInCatalogue).Assembly;
        var prefix = $"Banyan.Gateway.Catalog.{folder}.";
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            yield return (resource[prefix.Length..^".yaml".Length], ReadText(assembly, resource));
        }
    }

    private static string ReadText(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static ProviderTemplate ReadTemplate(string name, string text)
    {
        var section = Bind(text, TemplateShape, name);
        var kind = section.Word("kind");
        var dialects = section.Texts("dialects").Select(node => DialectNames.Find(node.Text) ?? throw new InvalidDataException($"{name}: {node.Text}")).ToList();
        return new ProviderTemplate
        {
            Name = name,
            OtherNames = [.. section.Texts("otherNames").Select(node => node.Text)],
            Kind = kind,
            BaseUrl = section.TextOrNull("baseUrl"),
            NeedsKey = section.Flag("needsKey"),
            IsInternal = section.Word("trust") == "internal",
            DeclaredModelsOnly = section.Flag("declaredModelsOnly"),
            Dialects = dialects.Count > 0 ? dialects : DialectNames.Of(kind),
            Quirks = section.Sub("quirks").Node?.Members.ToFrozenDictionary(quirk => quirk.Name, quirk => quirk.Value.Text, StringComparer.OrdinalIgnoreCase)
                ?? FrozenDictionary<string, string>.Empty,
        };
    }

    private static IReadOnlyList<BuiltInModel> ReadModels(string text)
    {
        var section = Bind(text, ModelsShape, "models");
        DateOnly? asOf = section.TextOrNull("asOf") is { } date ? DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        return [.. section.Entries("models").Select(model => new BuiltInModel(model.Name, model.Value.Node!, asOf))];
    }

    private static Section Bind(string text, Setting shape, string what)
    {
        var problems = new ProblemList();
        var bound = new Schema.Binder(FrozenDictionary<string, string>.Empty, problems).Bind(YamlText.Read(text), shape, "");
        if (problems.Ordered() is [var first, ..])
        {
            throw new InvalidDataException($"Built-in {what}: {first.Path} line {first.Line}: {first.Message}");
        }

        return new Section(shape, bound, ConfigPlace.Document);
    }
}
