using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;

namespace DiffGen.Benchmarks.Harness;

/// <summary>The C++ peers, compiled with some flags into a shared library and loaded into this process.</summary>
internal sealed unsafe class NativeBuild
{
    private static readonly string[][] Flags = [["-O3", "-march=native"], ["-O3", "-march=native", "-ffast-math"]];
    private readonly nint _library;
    private readonly Dictionary<string, nint> _functions = [];

    private NativeBuild(string name, nint library)
    {
        Name = name;
        _library = library;
    }

    /// <summary>The flags.</summary>
    public string Name { get; }

    /// <summary>The address of a function.</summary>
    public nint this[string function]
    {
        get
        {
            if (!_functions.TryGetValue(function, out nint address))
            {
                address = NativeLibrary.GetExport(_library, function);
                _functions.Add(function, address);
            }

            return address;
        }
    }

    /// <summary>A method and its gradient in this build, as they run in a program of their own: the rest of this process keeps subnormal numbers, whatever the build does with them.</summary>
    /// <param name="method">Runs the method as often as it is told.</param>
    /// <param name="gradient">Runs the gradient.</param>
    public NativePeer Peer(Func<int, double> method, Func<int, double> gradient)
    {
        return new NativePeer(Name, InItsMode(method), InItsMode(gradient));
    }

    private Func<int, double> InItsMode(Func<int, double> run)
    {
        var enter = (delegate* unmanaged<uint>)this["enter_floating_point_mode"];
        var leave = (delegate* unmanaged<uint, void>)this["leave_floating_point_mode"];
        return calls =>
        {
            uint before = enter();
            try
            {
                return run(calls);
            }
            finally
            {
                leave(before);
            }
        };
    }

    /// <summary>Compiles the sources beside the program in each of the two ways. Without g++ there are none, and a remark says so.</summary>
    /// <exception cref="InvalidOperationException">The sources do not compile.</exception>
    public static IReadOnlyList<NativeBuild> All(TextWriter remarks)
    {
        string[] sources = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Native"), "*.cpp");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diffgen-benchmarks-");
        try
        {
            List<NativeBuild> builds = [];
            foreach (string[] flags in Flags)
            {
                string library = Path.Combine(folder.FullName, $"peers{builds.Count}.so");
                remarks.WriteLine($"g++ {string.Join(' ', flags)} ...");
                string objects = folder.CreateSubdirectory($"peers{builds.Count}").FullName;
                if (!Compile(objects, [.. flags, "-std=c++17", "-fPIC", "-c", .. sources]))
                {
                    remarks.WriteLine("There is no g++: the peers in C++ are left out (on Debian: apt-get install g++).");
                    return [];
                }

                // Linked without -ffast-math, with which the library would have the whole process take subnormal numbers for zeros from then on.
                Compile(objects, ["-shared", "-o", library, .. Directory.GetFiles(objects)]);
                builds.Add(new NativeBuild(string.Join(' ', flags), NativeLibrary.Load(library)));
            }

            return builds;
        }
        finally
        {
            folder.Delete(recursive: true); // a library that is loaded stays
        }
    }

    private static bool Compile(string folder, string[] arguments)
    {
        ProcessStartInfo start = new("g++", arguments) { RedirectStandardError = true, WorkingDirectory = folder };
        try
        {
            using Process compiler = Process.Start(start)!;
            string errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? true : throw new InvalidOperationException($"g++ failed: {errors}");
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
