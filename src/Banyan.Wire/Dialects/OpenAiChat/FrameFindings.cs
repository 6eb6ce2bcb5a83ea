using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>What reading one frame has found so far. On the stack: most frames leave nothing behind.</summary>
internal ref struct FrameFindings
{
    public FrameTraits Traits;
    public int TextBytes;
    public ReportedUsage? Usage;
    public bool HasError;
    public string? ServiceTier;

    /// <summary>Usage with the service tier that was told beside it; null when none was told.</summary>
    public readonly ReportedUsage? Counted => Usage is { ServiceTier: null } told && ServiceTier is { } tier ? told with { ServiceTier = tier } : Usage;

    public void Text(int bytes)
    {
        if (bytes > 0)
        {
            TextBytes += bytes;
            Traits |= FrameTraits.Content;
        }
    }
}
