import { playInTests, seedsOfHalf } from './run/seed-tests.ts';

playInTests(seedsOfHalf('odd'));
