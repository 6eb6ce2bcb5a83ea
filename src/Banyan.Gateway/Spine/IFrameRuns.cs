using Banyan.Wire.Framing;

namespace Banyan.Gateway.Spine;

/// <summary>A source of frames that can give several plain events of one upstream read at once. It is asked only while nobody on the way wants them one by one.</summary>
internal interface IFrameRuns
{
    /// <summary>Takes what is complete and carries content and nothing else, up to the first frame that does more; never waits, never reads.</summary>
    /// <returns>False when the next frame is not plain, or not there: then it is asked for alone.</returns>
    bool TryTakeRun(out Frame run);
}
