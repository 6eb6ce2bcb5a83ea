using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>The lens of a Gemini ask: one forward pass that keeps offsets. camelCase and snake_case are one member.</summary>
internal ref partial struct GeminiAskScan
{
    private const int MaxTools = 1024;
    private const int MaxSchemaDepth = 64;

    private readonly ReadOnlySpan<byte> _body;
    private readonly Operation _operation;
    private readonly AskPath _path;
    private readonly List<ByteSpan> _texts = [];
    private readonly List<string> _toolNames = [];
    private readonly List<ByteSpan> _modelSpans = [];
    private JsonCursor _at;
    private Failure? _problem;
    private string? _model;
    private ByteSpan? _banyan;
    private AskNeeds _needs;
    private long? _maxOutput;
    private int _choices = 1;
    private int _images;
    private int _definitionBytes;
    private int _items;
    private bool _hasInputElsewhere;

    private GeminiAskScan(ReadOnlySpan<byte> body, Operation operation, AskPath path)
    {
        _body = body;
        _operation = operation;
        _path = path;
        _at = new JsonCursor(body);
    }

    public static AskLens Read(ReadOnlySpan<byte> body, Operation operation, AskPath path)
    {
        var scan = new GeminiAskScan(body, operation, path);
        try
        {
            return scan.ReadBody();
        }
        catch (JsonException broken)
        {
            return new AskLens
            {
                Model = path.Model ?? "",
                Problem = JsonSafety.Refuse($"The body is not valid JSON near byte {broken.BytePositionInLine ?? 0} of line {(broken.LineNumber ?? 0) + 1}, or nests deeper than {JsonSafety.MaxDepth} levels."),
            };
        }
    }

    private AskLens ReadBody()
    {
        _at.Read();
        if (_at.Token != JsonTokenType.StartObject)
        {
            _at.Skip();
            _at.Read();
            return new AskLens { Problem = JsonSafety.Refuse("The body is not a JSON object; send one object.") };
        }

        var hasMembers = ReadRoot();
        var end = _at.Start;
        _at.Read();
        CheckItems();
        return ToLens(hasMembers, end);
    }

    private AskLens ToLens(bool hasMembers, int end)
    {
        var streams = _path.Streams ?? string.Equals(_path.Verb, "streamGenerateContent", StringComparison.Ordinal);
        return new AskLens
        {
            Model = _path.Model ?? WithoutPrefix(_model ?? ""),
            ModelSpan = _modelSpans.Count > 0 ? _modelSpans[0] : null,
            ModelRepeats = _path.Model is null ? [] : _modelSpans,
            Streams = streams && _operation == Operation.Chat,
            EndOfObject = end,
            HasMembers = hasMembers,
            BanyanSpan = _banyan,
            Texts = _texts,
            ToolNames = _toolNames,
            MaxOutputTokens = _maxOutput,
            Choices = _choices,
            Needs = Needs(streams),
            TextBytes = _texts.Sum(text => text.Length) + _definitionBytes,
            Images = _images,
            HasInputElsewhere = _hasInputElsewhere,
            Problem = _problem,
        };
    }

    private readonly AskNeeds Needs(bool streams) => _operation switch
    {
        Operation.Embed => AskNeeds.Embeddings,
        Operation.Chat => streams ? _needs | AskNeeds.Streaming : _needs,
        Operation.CountTokens => _needs,
    };

    private static string WithoutPrefix(string model) =>
        model.StartsWith("models/", StringComparison.Ordinal) ? model["models/".Length..] : model;

    private bool ReadRoot()
    {
        var seen = new OnceSet();
        var previousEnd = -1;
        while (_at.NextMember())
        {
            var name = _at.Start;
            if (_at.Is("banyan"u8))
            {
                _at.Read();
                var value = _at.Skip();
                _banyan = MemberSpans.WithComma(_body, previousEnd, name, value.End);
            }
            else if (_operation == Operation.Embed)
            {
                ReadEmbedMember(ref seen);
            }
            else
            {
                ReadAskMember(ref seen);
            }

            previousEnd = _at.End;
        }

        return previousEnd >= 0;
    }

    private void CheckItems()
    {
        if (_items > 0)
        {
            return;
        }

        var member = _operation != Operation.Embed ? "contents" : IsBatch ? "requests" : "content";
        Refuse($"/{member}", $"`{member}` is missing or empty; send at least one entry with a part.");
    }

    private readonly bool IsBatch => string.Equals(_path.Verb, "batchEmbedContents", StringComparison.Ordinal);

    private void Refuse(string pointer, string message) =>
        _problem ??= new Failure(FailureKind.CallerFault, "invalid_request", message) { Param = pointer };

    /// <summary>Marks a member as met; a second one, in either spelling, is refused.</summary>
    private void Mark(ref OnceSet seen, int bit, string pointer)
    {
        if (!seen.Add(bit))
        {
            Refuse(pointer, $"`{pointer}` is given twice; camelCase and snake_case are the same member.");
        }
    }

    /// <summary>Moves to a member's value; false when it is null (as if absent) or of the wrong type (then it is refused and passed over).</summary>
    private bool Enter(JsonTokenType wanted, string pointer)
    {
        _at.Read();
        if (_at.Token == wanted)
        {
            return true;
        }

        if (_at.Token != JsonTokenType.Null)
        {
            Refuse(pointer, $"`{pointer}` must be {Word(wanted)}.");
            _at.Skip();
        }

        return false;
    }

    private static string Word(JsonTokenType wanted) => wanted switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        _ => "a whole number",
    };
}
