using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>Reads plans as <see cref="PlanJson"/> writes them and as a model returns them. Strict: what it does not know is an error with its place.</summary>
internal static class PlanReader
{
    /// <summary>Reads a plan.</summary>
    /// <exception cref="FormatException">It is no plan; the message says where and why.</exception>
    public static Plan Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException broken)
        {
            throw new FormatException("$: not JSON: " + broken.Message, broken);
        }
    }

    /// <summary>Reads a plan.</summary>
    /// <exception cref="FormatException">It is no plan; the message says where and why.</exception>
    public static Plan Read(JsonElement source)
    {
        var fields = new Fields(source, "$");
        var plan = new Plan
        {
            Kind = fields.Text("kind") switch
            {
                "execute" => PlanKind.Execute,
                "clarify" => PlanKind.Clarify,
                "answer" => PlanKind.Answer,
                "refuse" => PlanKind.Refuse,
                var odd => throw new FormatException($"$.kind: '{odd}' is none of execute, clarify, answer, refuse."),
            },
            CatalogueVersion = fields.TextOrNull("catalogueVersion") ?? "",
            Planner = fields.TextOrNull("planner") ?? "model",
            PlannerReason = fields.TextOrNull("plannerReason"),
            Steps = [.. fields.List("steps").Select(ReadStep)],
            AnswerTemplate = fields.Maybe("answer") is { } answer ? Template(answer) : null,
            Clarify = fields.Maybe("clarify") is { } clarify ? ReadClarify(clarify) : null,
            Unmet = fields.Texts("unmet"),
            Words = fields.TextOrNull("words"),
            Confidence = fields.Maybe("confidence") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : 1,
        };
        fields.NothingElse();
        return plan;
    }

    private static PlanStep ReadStep(JsonElement source, int index)
    {
        var fields = new Fields(source, $"$.steps[{index}]");
        var step = new PlanStep(fields.Text("id"), fields.Text("intent"))
        {
            After = fields.Texts("after"),
            Args = fields.Maybe("args") is { ValueKind: JsonValueKind.Object } args
                ? args.EnumerateObject().Where(arg => arg.Value.ValueKind != JsonValueKind.Null).ToDictionary(arg => arg.Name, arg => ReadArgument(arg.Value, $"$.steps[{index}].args.{arg.Name}"), StringComparer.Ordinal)
                : new Dictionary<string, Argument>(StringComparer.Ordinal),
            When = fields.Maybe("when") is { } when ? ReadWhen(when, $"$.steps[{index}].when") : null,
        };
        fields.NothingElse();
        return step;
    }

    private static Argument ReadArgument(JsonElement source, string place)
    {
        var fields = new Fields(source, place);
        Argument read = fields.Maybe("lit") is { } literal ? new Argument.Literal(literal.Clone(), fields.TextOrNull("from") ?? "model")
            : fields.Maybe("ref") is not null ? new Argument.Reference(fields.Text("ref"))
            : fields.Maybe("each") is not null ? new Argument.Each(fields.Text("each"), fields.TextOrNull("member") ?? "")
            : throw new FormatException($"{place}: one of lit, ref, each is wanted.");
        fields.NothingElse();
        return read;
    }

    private static StepCondition ReadWhen(JsonElement source, string place)
    {
        var fields = new Fields(source, place);
        var read = new StepCondition(fields.Text("text"), fields.TextOrNull("expr"));
        if (fields.TextOrNull("else") is { } otherwise and not "skip")
        {
            throw new FormatException($"{place}.else: '{otherwise}' is not skip.");
        }

        fields.NothingElse();
        return read;
    }

    private static string? Template(JsonElement source)
    {
        var fields = new Fields(source, "$.answer");
        var (mode, text) = (fields.TextOrNull("mode"), fields.TextOrNull("text"));
        fields.NothingElse();
        return mode == "template" ? text : null;
    }

    private static Clarification ReadClarify(JsonElement source)
    {
        var fields = new Fields(source, "$.clarify");
        var missing = fields.List("missing").Select((one, index) =>
        {
            var member = new Fields(one, $"$.clarify.missing[{index}]");
            var read = new MissingArgument(member.Text("step"), member.Text("param"));
            member.NothingElse();
            return read;
        }).ToList();
        var clarify = new Clarification(fields.Text("question"), missing, fields.Texts("candidates"));
        fields.NothingElse();
        return clarify;
    }

    /// <summary>Members of one object, each asked for once; what was not asked for is an error.</summary>
    private sealed class Fields
    {
        private readonly Dictionary<string, JsonElement> _members;
        private readonly HashSet<string> _read = new(StringComparer.Ordinal);
        private readonly string _place;

        public Fields(JsonElement source, string place)
        {
            if (source.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException($"{place}: an object is wanted, this is {source.ValueKind}.");
            }

            _place = place;
            _members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var member in source.EnumerateObject())
            {
                if (!_members.TryAdd(member.Name, member.Value))
                {
                    throw new FormatException($"{place}.{member.Name}: stands twice.");
                }
            }
        }

        public JsonElement? Maybe(string name)
        {
            _read.Add(name);
            return _members.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
        }

        public string? TextOrNull(string name) => Maybe(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            _ => throw new FormatException($"{_place}.{name}: text is wanted."),
        };

        public string Text(string name) => TextOrNull(name) ?? throw new FormatException($"{_place}.{name}: is missing.");

        public IReadOnlyList<JsonElement> List(string name) => Maybe(name) switch
        {
            null => [],
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
            _ => throw new FormatException($"{_place}.{name}: a list is wanted."),
        };

        public IReadOnlyList<string> Texts(string name) =>
            [.. List(name).Select(one => one.ValueKind == JsonValueKind.String ? one.GetString()! : throw new FormatException($"{_place}.{name}: a list of texts is wanted."))];

        public void NothingElse()
        {
            foreach (var name in _members.Keys.Where(name => !_read.Contains(name)))
            {
                throw new FormatException($"{_place}.{name}: nothing is called that here.");
            }
        }
    }
}
