using System.Runtime.InteropServices;

namespace Banyan.Storage.Sqlite;

/// <summary>Chooses the native library: the system's where there is one, for the bundled 3.35 is old; else the bundled.</summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Loaded = new(() =>
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, (name, _, _) =>
                name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var handle) ? handle : IntPtr.Zero);
        }
        catch (InvalidOperationException)
        {
            // Somebody else in this process has chosen already; an assembly takes one choice only.
        }

        SQLitePCL.Batteries_V2.Init();
        return true;
    });

    /// <summary>Loads it, once.</summary>
    public static bool Load() => Loaded.Value;
}
