using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>What reading one frame has found so far. On the stack: most frames leave nothing behind.</summary>
internal ref struct FrameFindings
{
    public FrameTraits Traits;
    public int TextBytes;
    public ReportedUsage? Usage;
    public bool HasError;

    public void Text(int bytes)
    {
        if (bytes > 0)
        {
            TextBytes += bytes;
            Traits |= FrameTraits.Content;
        }
    }
}
