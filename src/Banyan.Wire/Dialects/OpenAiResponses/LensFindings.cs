using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>What the lens has found so far.</summary>
internal sealed class LensFindings
{
    public const int MostTools = 1024;
    public const int DeepestSchema = 64;

    private readonly List<ByteSpan> _texts = [];
    private readonly List<string> _toolNames = [];
    private int _images;

    public string Model { get; set; } = "";

    public ByteSpan? ModelSpan { get; set; }

    public bool Streams { get; set; }

    public bool HasInput { get; set; }

    public bool HasPrompt { get; set; }

    public bool HasMembers { get; set; }

    public bool AllowsParallelTools { get; set; }

    public int EndOfObject { get; set; }

    public ByteSpan? BanyanSpan { get; set; }

    public long? MaxOutputTokens { get; set; }

    public string? PreviousResponseId { get; set; }

    public bool HasInputElsewhere { get; set; }

    public AskNeeds Needs { get; set; }

    public int TextBytes { get; set; }

    public int ToolCount { get; private set; }

    public Failure? Problem { get; set; }

    public void AddText(ByteSpan span)
    {
        _texts.Add(span);
        TextBytes += span.Length;
    }

    public void AddTool(string name)
    {
        ToolCount++;
        if (ToolCount <= MostTools)
        {
            _toolNames.Add(name);
        }
    }

    /// <summary>Learns what a model must read from the words of an item or part.</summary>
    public void SawWord(string name, ReadOnlySpan<byte> value)
    {
        HasInputElsewhere |= name is "file_id" or "file_url" || (name == "type" && value.SequenceEqual("item_reference"u8));
        if (name == "type" && value.SequenceEqual("input_image"u8))
        {
            _images++;
            Needs |= AskNeeds.Vision;
        }
        else if (name == "type" && value.SequenceEqual("input_audio"u8))
        {
            Needs |= AskNeeds.Audio;
        }
        else if (value.StartsWith("data:application/pdf"u8) || value.EndsWith(".pdf"u8))
        {
            Needs |= AskNeeds.Pdf;
        }
    }

    public void SawFormat(ReadOnlySpan<byte> type)
    {
        if (type.SequenceEqual("json_schema"u8))
        {
            Needs |= AskNeeds.JsonSchema;
        }
        else if (type.SequenceEqual("json_object"u8))
        {
            Needs |= AskNeeds.JsonMode;
        }
    }

    /// <summary>Keeps the first thing that is wrong.</summary>
    public void Refuse(string param, string message) => Problem ??= new Failure(FailureKind.CallerFault, "invalid_request", message) { Param = param };

    public AskLens ToLens()
    {
        RefuseMissing();
        var needs = Needs | (Streams ? AskNeeds.Streaming : 0);
        if (ToolCount > 0)
        {
            needs |= AllowsParallelTools ? AskNeeds.Tools | AskNeeds.ParallelTools : AskNeeds.Tools;
        }

        return new AskLens
        {
            Model = Model,
            ModelSpan = ModelSpan,
            Streams = Streams,
            EndOfObject = EndOfObject,
            HasMembers = HasMembers,
            BanyanSpan = BanyanSpan,
            Texts = _texts,
            ToolNames = _toolNames,
            MaxOutputTokens = MaxOutputTokens,
            PreviousResponseId = PreviousResponseId,
            HasInputElsewhere = HasInputElsewhere || HasPrompt || PreviousResponseId is not null,
            Needs = needs,
            TextBytes = TextBytes,
            Images = _images,
            Problem = Problem,
        };
    }

    private void RefuseMissing()
    {
        if (Model.Length == 0)
        {
            Refuse("model", "`model` is missing; name a model or an alias.");
        }

        if (!HasInput && !HasPrompt && PreviousResponseId is null)
        {
            Refuse("input", "`input` is missing; send a string or a list of items.");
        }
    }
}
