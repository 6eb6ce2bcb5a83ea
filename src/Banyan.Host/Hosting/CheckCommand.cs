using Banyan.Gateway.Catalog;

namespace Banyan.Host.Hosting;

/// <summary><c>--check</c>: says everything that is wrong with the configuration.</summary>
internal static class CheckCommand
{
    /// <summary>Prints the report.</summary>
    /// <returns>0 clean, 1 errors, or warnings when strict.</returns>
    public static int Run(LoadedConfig loaded, HostArguments words)
    {
        Console.Out.WriteLine(words.WantsJson ? ConfigReport.Json(loaded) : ConfigReport.Text(loaded));
        return ConfigReport.ExitCode(loaded, words.IsStrict);
    }

    /// <summary>Says why the service does not start.</summary>
    /// <returns>1.</returns>
    public static int Refuse(LoadedConfig loaded)
    {
        Console.Error.WriteLine(ConfigReport.Text(loaded));
        return 1;
    }
}
