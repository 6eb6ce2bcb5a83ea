namespace Banyan.Gateway.Catalog;

/// <summary>What changes when a file does. Links are followed: mounted configurations are swapped by link.</summary>
/// <param name="Target">The file behind the links; null when there is none.</param>
/// <param name="WrittenUtc">When it was last written.</param>
/// <param name="Length">Its length in bytes.</param>
internal readonly record struct FileStamp(string? Target, DateTime WrittenUtc, long Length)
{
    public static FileStamp Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            var real = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return real.Exists ? new FileStamp(real.FullName, real.LastWriteTimeUtc, real.Length) : default;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
