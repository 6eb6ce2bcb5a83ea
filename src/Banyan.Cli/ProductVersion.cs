using System.Reflection;

namespace Banyan.Cli;

/// <summary>The version of the command line.</summary>
internal static class ProductVersion
{
    /// <summary>Major, minor and patch.</summary>
    public static string Text { get; } = typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
