using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>The learning rate from which on node perturbation diverges (Hiratani et al. 2022).</summary>
internal static class CriticalRateExperiment
{
    /// <summary>η* of the network 20-60-10: from the largest root c of (ε − a³/3)c³ + a²c² − 4/3 = 0.</summary>
    public static double CriticalRate()
    {
        const double X = TeacherRun.Inputs;
        const double H = TeacherRun.Hidden;
        const double Y = TeacherRun.Outputs;
        double cube = Math.Cbrt(H);
        double beta = 2 * H / (H + Y);
        double a = 2 * H / (X + H) / cube;
        double error = 4 * H / ((X + H) * (Y + H)) + 2 / (X + Y);
        double cubic = error - a * a * a / 3;
        double c = 4;
        for (int i = 0; i < 50; i++)
        {
            c -= (cubic * c * c * c + a * a * c * c - 4 / 3.0) / (3 * cubic * c * c + 2 * a * a * c);
        }

        return c / (X * Y * (1 + beta) * cube);
    }

    public static CriticalRateOutcome Run(RunSettings settings, Action<string> report)
    {
        NoiseKey key = new(settings.Seed, (ulong)RandomSite.Teachers);
        double critical = CriticalRate();
        IReadOnlyList<int> checkpoints = Checkpoints.Geometric(settings.Quick ? 2000 : 30_000);
        List<(string Name, double Multiple, IReadOnlyList<(int Step, double Error)> Errors)> curves = [];
        foreach (double multiple in (double[])[0.25, 0.5, 0.75, 1, 1.5])
        {
            report($"rate {multiple} η*");
            curves.Add(($"{multiple} η*", multiple, new TeacherRun(key.Split(1)).Train(multiple * critical, checkpoints)));
        }

        report("noisy teacher");
        curves.Add(("noisy teacher, 0.5 η*", 0.5, new TeacherRun(key.Split(2), teacherNoise: 0.5).Train(0.5 * critical, checkpoints)));
        curves.Add(("noisy teacher, norms kept, 0.5 η*", 0.5, new TeacherRun(key.Split(2), teacherNoise: 0.5, keepNorms: true).Train(0.5 * critical, checkpoints)));

        int runs = settings.Quick ? 3 : 100;
        int[] end = [settings.Quick ? 500 : 10_000];
        report($"{runs} runs at η*");
        int diverged = Enumerable.Range(0, runs).Count(run => double.IsInfinity(new TeacherRun(key.Split((ulong)(100 + run))).Train(critical, end)[0].Error));
        return new CriticalRateOutcome(critical, curves, runs, diverged);
    }
}
