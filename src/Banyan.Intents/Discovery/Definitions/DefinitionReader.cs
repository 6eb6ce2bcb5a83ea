using System.Text.Json.Nodes;
using Banyan.Intents.Discovery.Documents;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Discovery.Definitions;

/// <summary>
/// Reads one operation into a definition: (1) its map; (2) its schemas, the operation's turned into the intent's names with the intent's own words laid over them;
/// (3) what it does, by method or declaration; a backend that waits for trust can only raise the risk; (4) its rules; (5) its hash.
/// </summary>
internal sealed class DefinitionReader
{
    private static readonly string[] Contracts = ["params", "result"];

    private readonly BackendSource _source;
    private readonly OperationShape _shape;
    private readonly IntentWords _words;
    private readonly List<string> _errors = [];

    private DefinitionReader(BackendSource source, OperationShape shape)
    {
        _source = source;
        _shape = shape;
        _words = new IntentWords(shape.Intent ?? [], $"{source.Backend.Name}:{shape.OperationId}", _errors);
    }

    /// <summary>Whether an operation is an intent: by its own word, or because the operator lists its id or one of its tags.</summary>
    public static bool IsOptedIn(BackendSource source, OperationShape shape, bool mayImportAll) =>
        shape.Intent is not null
        || source.Import.Any(word => word == shape.OperationId || shape.Tags.Contains(word, StringComparer.Ordinal) || (word == "all" && mayImportAll));

    /// <summary>Reads an operation.</summary>
    /// <returns>The definition, or null and everything that is wrong with it.</returns>
    public static IntentDefinition? Read(BackendSource source, OperationShape shape, out IReadOnlyList<string> errors)
    {
        var reader = new DefinitionReader(source, shape);
        errors = reader._errors;
        try
        {
            var definition = reader.Definition();
            return reader._errors.Count == 0 ? definition : null;
        }
        catch (FormatException wrong)
        {
            reader._errors.Add($"{reader._words.Place}: {wrong.Message}");
            return null;
        }
    }

    private IntentDefinition Definition()
    {
        var map = _words.Map("map");
        var intent = Intent(map);
        var operation = new IntentOperation
        {
            Backend = _source.Backend,
            OperationId = _shape.OperationId,
            Method = _shape.Method,
            Path = _shape.Path,
            Parameters = _shape.Parameters,
            Map = map,
            HonoursKeys = intent.Idempotency == "key",
        };
        var definition = new IntentDefinition { Shape = _shape, Intent = intent, Operation = operation, Replaces = _words.Replaces(), Promised = Promised(map) };
        return definition with { Intent = intent with { Hash = DefinitionHash.Of(definition) } };
    }

    private Intent Intent(FieldMap map)
    {
        var (backend, isTrusted) = (_source.Backend, _source.Backend.IsTrusted);
        var key = _words.Text("key") ?? IntentKey.Of(_shape.Tags.Count > 0 ? _shape.Tags[0] : backend.Name, _shape.OperationId);
        if (!IntentKey.IsKey(key))
        {
            _errors.Add($"{_words.Place}.key: '{PlainText.Clean(key, 80)}' is no key; family.verb in lower case is wanted.");
        }

        var confirm = _words.OneOf("confirm", "auto", "always", "never");
        var title = PlainText.Clean(_words.Text("title") ?? _shape.Title, PlainText.Title);
        return new Intent
        {
            Key = key,
            Version = PlainText.Clean(_words.Text("version") ?? "1.0.0", 40),
            Title = title.Length > 0 ? title : _shape.OperationId,
            Description = PlainText.Clean(_words.Text("description") ?? _shape.Description, PlainText.Description),
            Examples = PlainText.CleanAll(_words.Texts("examples")),
            NotFor = PlainText.CleanAll(_words.Texts("notFor")),
            Params = Schema(SchemaMapping.Params(map, _shape.Params ?? []), "params"),
            Result = Schema(SchemaMapping.Result(map, _shape.Result ?? [], _shape.Parameters.Select(one => one.Name)), "result"),
            Effect = Effect(isTrusted),
            Idempotency = _words.OneOf("idempotency", _shape.IsIdempotent && isTrusted ? "natural" : "none", "key", "none", "natural"),
            Confirm = confirm == "never" && !isTrusted ? "auto" : confirm,
            Scopes = _words.Texts("scopes"),
            Owner = _words.Owner(),
            Verify = _words.Verify(),
            Undo = _words.Undo(),
            Timeout = TimeSpan.FromMilliseconds(Math.Clamp((double)_words.Number("timeoutMs", 5000), 1, 30_000)),
            Entity = _words.Text("entity"),
            IsPublic = _words.Flag("public") && isTrusted,
            CostUsd = _words.Cost(),
            IsDeprecated = _words.Flag("deprecated") || _shape.IsDeprecated,
            Hash = "",
        };
    }

    /// <summary>The operation's schema with the intent's own words over it: marks, descriptions, or the whole schema of a manifest.</summary>
    private JsonSchema Schema(JsonObject operation, string word)
    {
        var required = new[] { operation, _words.Record(word) ?? [] }.SelectMany(schema => schema["required"] as JsonArray ?? []).Select(ValueRules.Text).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var schema = (JsonObject)JsonTree.Merge(operation, SchemaWords.Clean(_words.Record(word)) ?? [], addsLists: false)!;
        if (required.Count > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
        }

        return SchemaReader.Read(JsonTree.Element(schema));
    }

    private Effect Effect(bool isTrusted)
    {
        var byMethod = _shape.Hint ?? _shape.Method switch
        {
            "GET" => Spine.Effect.Read,
            "DELETE" => Spine.Effect.Destructive,
            _ => Spine.Effect.Write,
        };
        var wanted = _words.OneOf("effect", "", "read", "write", "destructive") switch
        {
            "read" => Spine.Effect.Read,
            "write" => Spine.Effect.Write,
            "destructive" => Spine.Effect.Destructive,
            _ => byMethod,
        };

        // An MCP tool's hints are as good as the backend that gives them; without trust nothing "only reads".
        var floor = _shape.Method.Length == 0 && byMethod == Spine.Effect.Read ? Spine.Effect.Write : byMethod;
        return isTrusted || wanted > floor ? wanted : floor;
    }

    private HashSet<string>? Promised(FieldMap map)
    {
        if (ReferenceEquals(map, FieldMap.None))
        {
            return null;
        }

        var own = Contracts.SelectMany(word => (_words.Record(word)?["properties"] as JsonObject ?? []).Select(member => member.Key));
        return MapRules.AllNames(map).Concat(own).ToHashSet(StringComparer.Ordinal);
    }
}
