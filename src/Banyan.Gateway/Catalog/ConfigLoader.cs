using Banyan.Gateway.Catalog.Building;
using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Catalog.Secrets;

namespace Banyan.Gateway.Catalog;

/// <summary>
/// Turns a file and the environment into settings, a snapshot and a list of everything that is wrong:
/// 1 read, 2 unwrap the root key, 3 lay the environment over and then what is kept in the database, 4 bind to the schema, 5 build and check. No stage stops the next unless there is nothing to go on with.
/// </summary>
public static class ConfigLoader
{
    private const long MaxFileBytes = 4 * 1024 * 1024;

    /// <summary>Loads the configuration: the file (<c>path</c>, else <c>BANYAN_CONFIG</c>, else <c>./banyan.yaml</c> if it is there), then <c>BANYAN__section__setting</c> variables. Later wins.</summary>
    /// <param name="path">The file, YAML, or JSON when its name ends in <c>.json</c>.</param>
    /// <param name="environment">The process's environment, handed in by the host.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <returns>Never throws for what a document says: that is in <see cref="LoadedConfig.Problems"/>.</returns>
    public static LoadedConfig Load(string? path, IReadOnlyDictionary<string, string> environment, TimeProvider? time = null) =>
        Load(new ConfigSource(path, environment, time ?? TimeProvider.System));

    /// <summary>Loads a source, again or for the first time.</summary>
    /// <param name="source">File and environment.</param>
    /// <param name="layer">What the database lays over them; null for nothing.</param>
    public static LoadedConfig Load(ConfigSource source, ConfigLayer? layer = null)
    {
        var problems = new ProblemList();
        var text = "";
        try
        {
            if (source.IsNamed || File.Exists(source.Path))
            {
                text = new FileInfo(source.Path).Length <= MaxFileBytes ? File.ReadAllText(source.Path) : throw new IOException($"it is larger than {MaxFileBytes / 1024 / 1024} MB");
            }
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            problems.Error(ProblemCode.Unreadable, ConfigPlace.Document, $"The configuration {source.Path} cannot be read: {broken.Message}", $"Check the path, or leave {ConfigSource.PathVariable} unset for the defaults.");
        }

        return LoadText(text, source, problems, layer ?? ConfigLayer.Empty);
    }

    /// <summary>Loads a document that stands in for the source's file. The environment still wins.</summary>
    public static LoadedConfig LoadText(string text, ConfigSource source, ConfigLayer? layer = null) => LoadText(text, source, new ProblemList(), layer ?? ConfigLayer.Empty);

    private static LoadedConfig LoadText(string text, ConfigSource source, ProblemList problems, ConfigLayer layer)
    {
        var document = Read(text, source, problems);
        var overlaid = new EnvironmentOverlay(ConfigSchema.Root, problems).Apply(LayOver(Unwrap(document), source.Underlay), source.Environment);
        overlaid = LayerMerge.Lay(overlaid, layer.Entries, problems);
        var bound = new Binder(source.Environment, problems).Bind(overlaid, ConfigSchema.Root, "");
        var root = new Section(ConfigSchema.Root, bound, ConfigPlace.Document);
        var settings = HostSettingsReader.Read(root, source.Environment);
        Checks.ConnectionCheck.Run(overlaid, problems);
        var draft = new Draft(root, settings, problems, DateOnly.FromDateTime(source.Time.GetUtcNow().UtcDateTime)) { Layer = layer };
        var snapshot = SnapshotBuilder.Build(draft, new LayerSecrets(layer, source.Secrets), source.Environment);
        return new LoadedConfig
        {
            Source = source,
            Settings = settings,
            Snapshot = problems.HasErrors ? null : snapshot,
            Problems = problems.Ordered(),
            MissingSecrets = draft.MissingSecrets,
            Layer = layer,
            Bound = bound ?? ConfigNode.Null(ConfigPlace.Document),
            IntentsFolder = Unwrap(document).Members.Any(own => LooseName.Same(own.Name, "intents")) ? OwnFolder(source) : source.Underlay?.Folder ?? OwnFolder(source),
        };
    }

    private static string OwnFolder(ConfigSource source) => Path.GetDirectoryName(source.Path) ?? "/";

    private static ConfigNode Read(string text, ConfigSource source, ProblemList problems)
    {
        try
        {
            var isJson = source.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && text.AsSpan().Trim().Length > 0;
            var document = isJson ? JsonDocumentText.Read(text) : YamlText.Read(text);
            if (document.Kind is ConfigNodeKind.Map or ConfigNodeKind.Null)
            {
                return document;
            }

            throw new DocumentException("The document is not a map of settings.") { Line = document.Place.Line };
        }
        catch (DocumentException broken)
        {
            problems.Error(ProblemCode.Unreadable, ConfigPlace.Document with { Line = broken.Line }, $"The document cannot be read: {broken.Message}", "Write YAML, or JSON in a file named *.json.");
            return ConfigNode.Null(ConfigPlace.Document);
        }
    }

    /// <summary>Takes from the underlay the sections the document does not have.</summary>
    private static ConfigNode LayOver(ConfigNode document, ConfigUnderlay? underlay)
    {
        if (underlay is null)
        {
            return document;
        }

        var below = Unwrap(YamlText.Read(underlay.Text)).Members.Where(member => !document.Members.Any(own => LooseName.Same(own.Name, member.Name)));
        return ConfigNode.Map(document.Place, [.. document.Members, .. below]);
    }

    /// <summary>Takes what stands under the root key as if it stood at the root.</summary>
    internal static ConfigNode Unwrap(ConfigNode document)
    {
        if (!document.Members.Any(member => LooseName.Same(member.Name, ConfigSchema.RootKey)))
        {
            return document;
        }

        var members = document.Members.SelectMany(member =>
            LooseName.Same(member.Name, ConfigSchema.RootKey) && (member.Value.Kind is ConfigNodeKind.Map or ConfigNodeKind.Null) ? member.Value.Members : [member]);
        return ConfigNode.Map(document.Place, [.. members]);
    }
}
