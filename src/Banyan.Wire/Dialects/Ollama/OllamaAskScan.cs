using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>The lens of an Ollama ask: one forward pass that keeps offsets. A stream is what the caller gets unless it says no.</summary>
internal ref partial struct OllamaAskScan
{
    private const int MaxTools = 1024;
    private const int MaxSchemaDepth = 64;

    private readonly ReadOnlySpan<byte> _body;
    private readonly Operation _operation;
    private readonly List<ByteSpan> _texts = [];
    private readonly List<string> _toolNames = [];
    private JsonCursor _at;
    private Failure? _problem;
    private string _model = "";
    private ByteSpan? _modelSpan;
    private ByteSpan? _banyan;
    private AskNeeds _needs;
    private long? _maxOutput;
    private bool _streams = true;
    private bool _hasContent;
    private int _images;
    private int _definitionBytes;

    private OllamaAskScan(ReadOnlySpan<byte> body, Operation operation)
    {
        _body = body;
        _operation = operation;
        _at = new JsonCursor(body);
    }

    public static AskLens Read(ReadOnlySpan<byte> body, Operation operation)
    {
        var scan = new OllamaAskScan(body, operation);
        try
        {
            return scan.ReadBody();
        }
        catch (JsonException broken)
        {
            return new AskLens
            {
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
        CheckNeeded();
        return ToLens(hasMembers, end);
    }

    private AskLens ToLens(bool hasMembers, int end)
    {
        var streams = _streams && _operation == Operation.Chat;
        return new AskLens
        {
            Model = _model,
            ModelSpan = _modelSpan,
            Streams = streams,
            EndOfObject = end,
            HasMembers = hasMembers,
            BanyanSpan = _banyan,
            Texts = _texts,
            ToolNames = _toolNames,
            MaxOutputTokens = _maxOutput,
            Needs = _operation switch
            {
                Operation.Embed => AskNeeds.Embeddings,
                Operation.Chat => streams ? _needs | AskNeeds.Streaming : _needs,
                Operation.CountTokens => _needs,
            },
            TextBytes = _texts.Sum(text => text.Length) + _definitionBytes,
            Images = _images,
            Problem = _problem,
        };
    }

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
            else if (_at.Is("model"u8))
            {
                Mark(ref seen, 0, "/model");
                ReadModel();
            }
            else if (_operation == Operation.Embed)
            {
                ReadEmbedMember(ref seen);
            }
            else
            {
                ReadChatMember(ref seen);
            }

            previousEnd = _at.End;
        }

        return previousEnd >= 0;
    }

    private void ReadModel()
    {
        if (Enter(JsonTokenType.String, "/model"))
        {
            _model = _at.Text();
            _modelSpan = new ByteSpan(_at.Start, _at.End - _at.Start);
        }
    }

    private void CheckNeeded()
    {
        if (_model.Length == 0)
        {
            Refuse("/model", "`model` is missing or empty; name a model.");
        }

        if (!_hasContent)
        {
            var member = _operation == Operation.Embed ? "input" : "messages";
            Refuse($"/{member}", $"`{member}` is missing or empty; send at least one.");
        }
    }

    private void Refuse(string pointer, string message) =>
        _problem ??= new Failure(FailureKind.CallerFault, "invalid_request", message) { Param = pointer };

    private void Mark(ref OnceSet seen, int bit, string pointer)
    {
        if (!seen.Add(bit))
        {
            Refuse(pointer, $"`{pointer}` is given twice.");
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
            Refuse(pointer, $"`{pointer}` is of the wrong type; it must be {Word(wanted)}.");
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

    private void Pass()
    {
        _at.Read();
        _at.Skip();
    }
}
