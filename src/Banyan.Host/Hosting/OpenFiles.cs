using System.Globalization;

namespace Banyan.Host.Hosting;

/// <summary>How many files the process may have open, sockets among them.</summary>
internal static class OpenFiles
{
    private const string Limits = "/proc/self/limits", Line = "Max open files";

    /// <summary>The limit in force; <see cref="long.MaxValue"/> where the system has none or does not tell.</summary>
    public static long Most()
    {
        try
        {
            var line = File.ReadLines(Limits).FirstOrDefault(one => one.StartsWith(Line, StringComparison.Ordinal));
            var words = line?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words is [var soft, ..] && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : long.MaxValue;
        }
        catch (Exception untold) when (untold is IOException or UnauthorizedAccessException)
        {
            return long.MaxValue;
        }
    }
}
