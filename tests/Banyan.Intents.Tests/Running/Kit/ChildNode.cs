using System.Diagnostics;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>Starts one test of this assembly as a process of its own, with a letter in its folder for temporary files.</summary>
internal static class ChildNode
{
    /// <summary>Starts it.</summary>
    /// <param name="place">A new folder.</param>
    /// <param name="letter">Name of the letter.</param>
    /// <param name="told">What it says.</param>
    /// <param name="test">The test's full name.</param>
    public static async Task<Process> StartAsync(string place, string letter, string told, string test)
    {
        Directory.CreateDirectory(place);
        await File.WriteAllTextAsync(Path.Combine(place, letter), told);
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Banyan.Intents.Tests"), ["-method", test])
        {
            Environment = { ["TMPDIR"] = place },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
