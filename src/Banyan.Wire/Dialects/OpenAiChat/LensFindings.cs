using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>What the lens's one pass has found so far.</summary>
internal sealed class LensFindings
{
    public string Model { get; set; } = "";

    public ByteSpan? ModelSpan { get; set; }

    public bool? Streams { get; set; }

    public ByteSpan? StreamOptionsSpan { get; set; }

    public ByteSpan? IncludeUsageSpan { get; set; }

    public bool WantsUsageChunk { get; set; }

    public int EndOfObject { get; set; }

    public bool HasMembers { get; set; }

    public ByteSpan? BanyanSpan { get; set; }

    public List<ByteSpan> Texts { get; } = [];

    public List<string> ToolNames { get; } = [];

    public long? MaxCompletionTokens { get; set; }

    public long? MaxTokens { get; set; }

    public int Choices { get; set; } = 1;

    public AskNeeds Needs { get; set; }

    public int TextBytes { get; set; }

    public int Images { get; set; }

    public bool HasSubject { get; set; }

    public bool HasInputElsewhere { get; set; }

    public Failure? Problem { get; private set; }

    /// <summary>Keeps the first reason why the ask can't be taken.</summary>
    public void Refuse(string code, string param, string message) =>
        Problem ??= new Failure(FailureKind.CallerFault, code, message) { Param = param };

    public void WrongType(string param, string wanted) => Refuse("invalid_request", param, $"`{param}` must be {wanted}.");

    public void Twice(string param) => Refuse("invalid_json", param, $"`{param}` stands twice in its object; which one is meant can't be known.");

    public void Text(ByteSpan span)
    {
        Texts.Add(span);
        TextBytes += span.Length;
    }

    public AskLens ToLens(AskPath path) => new()
    {
        Model = Model.Length == 0 ? path.Model ?? "" : Model,
        ModelSpan = ModelSpan,
        Streams = path.Streams ?? Streams ?? false,
        WantsUsageChunk = WantsUsageChunk,
        StreamOptionsSpan = StreamOptionsSpan,
        IncludeUsageSpan = IncludeUsageSpan,
        EndOfObject = EndOfObject,
        HasMembers = HasMembers,
        BanyanSpan = BanyanSpan,
        Texts = Texts,
        ToolNames = ToolNames,
        MaxOutputTokens = MaxCompletionTokens ?? MaxTokens,
        Choices = Choices,
        Needs = (path.Streams ?? Streams) == true ? Needs | AskNeeds.Streaming : Needs,
        TextBytes = TextBytes,
        Images = Images,
        HasInputElsewhere = HasInputElsewhere,
        Problem = Problem,
    };
}
